package io.leeway.datasets.minari;

import io.leeway.datasets.hdf5.input.Hdf5Group;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import java.util.Set;
import java.util.stream.Collectors;

/** Episodes that are groups of one HDF5 file. */
final class Hdf5Episodes implements EpisodeStore {
    static final String EPISODE = "episode_";

    private final MinariFolder folder;
    private final Hdf5Input input;

    Hdf5Episodes(MinariFolder folder) {
        this.folder = folder;
        this.input = Hdf5Input.open(folder.arrays());
    }

    @Override
    public String name(int episode) {
        return EPISODE + episode;
    }

    @Override
    public Set<String> names() {
        return input.root().names().stream()
                .filter(name -> name.startsWith(EPISODE))
                .collect(Collectors.toSet());
    }

    @Override
    public EpisodeArrays arrays(int episode) {
        Hdf5Group group = input.root().group(name(episode));
        if (group == null) {
            throw new LeewayException(folder.arrays() + ": /" + name(episode) + " is no group");
        }
        return EpisodeArrays.of(folder.arrays(), group);
    }

    @Override
    public void close() {
        input.close();
    }
}
