package io.leeway.datasets.minari;

import io.leeway.datasets.file.AsideFolder;
import io.leeway.datasets.hdf5.output.Hdf5Output;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A writer of a Minari dataset. */
final class MinariWriter implements EpisodeWriter {
    private static final List<String> FLAGS = List.of(Episode.TERMINATIONS, Episode.TRUNCATIONS);

    private final Path place;
    private final DatasetDescription description;
    private final WrittenMetadata metadata;
    private final AsideFolder aside;
    private final MinariFolder folder;
    private final Hdf5Output output;
    private @Nullable WrittenColumns columns;
    private int episodes;
    private long steps;

    MinariWriter(Path place, DatasetDescription description, MinariConfig config, MinariIds ids) {
        this.place = place;
        this.description = description;
        metadata = new WrittenMetadata(id(place, description, config, ids), description.attributes());
        aside = new AsideFolder(place);
        folder = new MinariFolder(aside.path().resolve(MinariFolder.DATA));
        try {
            Files.createDirectory(folder.data());
            output = Hdf5Output.create(folder.arrays(), config.compression());
        } catch (IOException e) {
            aside.close();
            throw aside.failure(e);
        } catch (LeewayException e) {
            aside.close();
            throw e;
        }
    }

    private static String id(Path place, DatasetDescription description, MinariConfig config, MinariIds ids) {
        String found = ids.within(place).orElse(null);
        String wanted = config.datasetId();
        String given = description.attributes().get(MinariMetadata.DATASET_ID);
        if (wanted != null && found != null && !found.equals(wanted)) {
            throw new LeewayException("Cannot write " + place + " with the dataset-id '" + wanted
                    + "': Minari looks for that in " + ids.resolve(wanted));
        } else if (wanted != null) {
            return wanted;
        } else if (found != null) {
            return found;
        }
        return given != null && MinariIds.isId(given) ? given : MinariIds.of(place);
    }

    @Override
    public void write(Episode given) {
        Episode episode = withFlags(given);
        WrittenColumns written = columns;
        if (written == null) {
            written = new WrittenColumns(place, description, episode);
            columns = written;
        }
        written.check(episodes, episode.columns());
        String group = Hdf5Episodes.EPISODE + episodes;
        output.attribute(group, "id", (long) episodes);
        if (episode.seed() != null) {
            output.attribute(group, "seed", seed(episode.seed()));
        }
        output.attribute(group, "total_steps", (long) episode.steps());
        episode.columns().forEach((name, column) -> output.append(group + "/" + name, column));
        output.makeGroup(group + "/" + Episode.INFOS);
        output.finish(group);
        episodes++;
        steps += episode.steps();
    }

    private static Episode withFlags(Episode episode) {
        Episode converted = episode;
        for (String name : FLAGS) {
            Column column = episode.column(name);
            boolean[] flags = new boolean[column.rows()];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = column.flag(i);
            }
            converted = converted.with(name, Column.of(flags));
        }
        return converted;
    }

    /** Returns a seed as h5py would write it: a signed number while it fits. */
    private Object seed(BigInteger seed) {
        if (seed.bitLength() < Long.SIZE) {
            return seed.longValue();
        } else if (seed.signum() > 0 && seed.bitLength() == Long.SIZE) {
            return seed;
        }
        throw new LeewayException("Cannot write " + place + ": the seed " + seed + " of episode " + episodes
                + " takes more than 64 bits");
    }

    @Override
    public void commit() {
        WrittenColumns written = columns;
        if (written == null) {
            throw new LeewayException("Cannot write " + place + ": there is no episode");
        }
        output.commit();
        try {
            String text = metadata.text(
                    episodes, steps, written.observationSpace(), written.actionSpace(), Files.size(folder.arrays()));
            Files.writeString(folder.metadata(), text);
        } catch (IOException e) {
            throw aside.failure(e);
        }
        aside.commit();
    }

    @Override
    public void close() {
        output.close();
        aside.close();
    }
}
