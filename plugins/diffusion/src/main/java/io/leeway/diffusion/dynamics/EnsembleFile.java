package io.leeway.diffusion.dynamics;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;

/** The file of an ensemble of ridge regressions, whole or in the making: one NumPy archive. */
final class EnsembleFile {
    private final Path file;

    /** What is kept. */
    record State(RidgeModel[] models, ColumnScale scale, int observationSize, long step, long[] random) {}

    EnsembleFile(Path directory) {
        file = directory.resolve("random-features.npz");
    }

    void write(RidgeModel[] models, ColumnScale scale, int observationSize, long step, RandomSource random) {
        NumpyArchive archive = new NumpyArchive()
                .put("mean", scale.mean())
                .put("deviation", scale.deviation())
                .put("sizes", new int[] {models.length, models[0].offsets().length, observationSize})
                .put("step", new long[] {step})
                .put("random", random.state());
        for (int i = 0; i < models.length; i++) {
            archive.put("directions_" + i, models[i].directions())
                    .put("offsets_" + i, models[i].offsets())
                    .put("weights_" + i, models[i].weights())
                    .put("deviations_" + i, models[i].deviations());
        }
        archive.write(file);
    }

    State read(RandomFeaturesConfig config) {
        NumpyArchive archive = NumpyArchive.read(file);
        int[] sizes = archive.ints("sizes");
        if (sizes[0] != config.members() || sizes[1] != config.features()) {
            throw new LeewayException(file + " has " + sizes[0] + " members of " + sizes[1]
                    + " random features, but the configuration has " + config.members() + " of " + config.features()
                    + ". Choose those of the file, or train anew.");
        }
        RidgeModel[] models = new RidgeModel[sizes[0]];
        for (int i = 0; i < models.length; i++) {
            models[i] = new RidgeModel(
                    archive.floats("directions_" + i),
                    archive.floats("offsets_" + i),
                    archive.doubles("weights_" + i),
                    archive.doubles("deviations_" + i));
        }
        return new State(
                models,
                new ColumnScale(archive.doubles("mean"), archive.doubles("deviation")),
                sizes[2],
                archive.longs("step")[0],
                archive.longs("random"));
    }
}
