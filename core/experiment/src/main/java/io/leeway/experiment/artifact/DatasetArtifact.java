package io.leeway.experiment.artifact;

import io.leeway.experiment.store.Artifact;
import io.leeway.experiment.store.ArtifactType;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dataset: its columns in one NumPy archive, and its provenance beside it. */
public final class DatasetArtifact extends Artifact {
    /** The type. */
    public static final ArtifactType<DatasetArtifact> TYPE = new ArtifactType<>("dataset", DatasetArtifact::new);

    private static final String COLUMNS = "dataset.npz";
    private static final String PROVENANCE = "provenance.json";
    private static final String CHOICES = "choices";
    private static final int TERMINATED = 1;
    private static final int TRUNCATED = 2;

    /** Stands for a folder, which may be empty yet. */
    public DatasetArtifact(Path directory) {
        super(directory);
    }

    /** Returns what a run calls the dataset of a seed. */
    public static String name(long seed) {
        return ArtifactNames.of(TYPE.kind(), seed);
    }

    /** Writes a dataset. */
    public void write(Dataset dataset) {
        int episodes = dataset.episodes();
        int[] lengths = new int[episodes];
        byte[] ends = new byte[episodes];
        for (int episode = 0; episode < episodes; episode++) {
            lengths[episode] = dataset.length(episode);
            ends[episode] = (byte)
                    ((dataset.terminated(episode) ? TERMINATED : 0) | (dataset.truncated(episode) ? TRUNCATED : 0));
        }
        NumpyArchive archive = new NumpyArchive()
                .put("observations", dataset.observations(), dataset.steps() + episodes, dataset.observationSize())
                .put("actions", dataset.actions(), dataset.steps(), dataset.actionSize())
                .put("rewards", dataset.rewards())
                .put("lengths", lengths)
                .put("ends", ends);
        dataset.choices()
                .ifPresent(space -> archive.put(
                        CHOICES, new int[] {Math.toIntExact(space.count()), Math.toIntExact(space.start())}));
        archive.write(resolve(COLUMNS));
        Json.write(resolve(PROVENANCE), dataset.provenance());
    }

    /** Reads the dataset. */
    public Dataset read() {
        NumpyArchive archive = NumpyArchive.read(resolve(COLUMNS));
        byte[] ends = archive.bytes("ends");
        boolean[] terminated = new boolean[ends.length];
        boolean[] truncated = new boolean[ends.length];
        for (int episode = 0; episode < ends.length; episode++) {
            terminated[episode] = (ends[episode] & TERMINATED) != 0;
            truncated[episode] = (ends[episode] & TRUNCATED) != 0;
        }
        return new Dataset(
                archive.shape("observations")[1],
                archive.shape("actions")[1],
                archive.floats("observations"),
                archive.floats("actions"),
                archive.floats("rewards"),
                archive.ints("lengths"),
                terminated,
                truncated,
                provenance(),
                choices(archive));
    }

    private static Space.@Nullable Discrete choices(NumpyArchive archive) {
        if (!archive.contains(CHOICES)) {
            return null;
        }
        int[] space = archive.ints(CHOICES);
        return new Space.Discrete(space[0], space[1]);
    }

    /** Reads where the dataset is from, without its columns. */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        Json.read(resolve(PROVENANCE)).forEach((name, value) -> provenance.put(name, String.valueOf(value)));
        return provenance;
    }
}
