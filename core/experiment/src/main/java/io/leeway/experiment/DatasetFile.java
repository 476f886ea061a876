package io.leeway.experiment;

import io.leeway.spi.data.Dataset;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A dataset as an artifact keeps it: its columns in one NumPy archive, and its provenance beside it. */
final class DatasetFile {
    private static final int TERMINATED = 1;
    private static final int TRUNCATED = 2;

    private DatasetFile() {}

    static void write(Path folder, Dataset dataset) {
        int episodes = dataset.episodes();
        int[] lengths = new int[episodes];
        byte[] ends = new byte[episodes];
        for (int episode = 0; episode < episodes; episode++) {
            lengths[episode] = dataset.length(episode);
            ends[episode] = (byte)
                    ((dataset.terminated(episode) ? TERMINATED : 0) | (dataset.truncated(episode) ? TRUNCATED : 0));
        }
        new NumpyArchive()
                .put("observations", dataset.observations(), dataset.steps() + episodes, dataset.observationSize())
                .put("actions", dataset.actions(), dataset.steps(), dataset.actionSize())
                .put("rewards", dataset.rewards())
                .put("lengths", lengths)
                .put("ends", ends)
                .write(folder.resolve("dataset.npz"));
        Json.write(folder.resolve("provenance.json"), dataset.provenance());
    }

    static Dataset read(Path folder) {
        NumpyArchive archive = NumpyArchive.read(folder.resolve("dataset.npz"));
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
                provenance(folder));
    }

    /** Reads where a dataset is from, without its columns. */
    static Map<String, String> provenance(Path folder) {
        Map<String, String> provenance = new LinkedHashMap<>();
        Json.read(folder.resolve("provenance.json"))
                .forEach((name, value) -> provenance.put(name, String.valueOf(value)));
        return provenance;
    }
}
