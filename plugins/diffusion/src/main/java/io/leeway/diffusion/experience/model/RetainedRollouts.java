package io.leeway.diffusion.experience.model;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rollouts of the last few refreshes, of which every step is drawn as often. */
final class RetainedRollouts {
    private static final String FILE = "rollouts.npz";
    private static final String SHAPE = "shape";

    private final int most;
    private final int[] shape;
    private final List<Rollouts> sets = new ArrayList<>();

    /**
     * Begins without any.
     *
     * @param most how many refreshes are kept
     */
    RetainedRollouts(int most, int observationSize, int actionSize, int horizon) {
        this.most = most;
        this.shape = new int[] {observationSize, actionSize, horizon};
    }

    /** Adds those of a refresh, in place of the oldest where there are too many. */
    void add(Rollouts made) {
        if (sets.size() == most) {
            sets.remove(0);
        }
        sets.add(made);
    }

    /** Returns those of the last refresh. */
    Optional<Rollouts> latest() {
        return sets.isEmpty() ? Optional.empty() : Optional.of(sets.get(sets.size() - 1));
    }

    int size() {
        return sets.stream().mapToInt(set -> set.transitions().count()).sum();
    }

    /** Fills rows {@code from} to {@code to} of a batch; there must be steps. */
    void sample(RandomSource random, Transitions batch, int from, int to) {
        int size = size();
        for (int row = from; row < to; row++) {
            int drawn = random.nextInt(size);
            int set = 0;
            while (drawn >= sets.get(set).transitions().count()) {
                drawn -= sets.get(set++).transitions().count();
            }
            batch.copyRow(sets.get(set).transitions(), drawn, row);
        }
    }

    void write(Path directory) {
        NumpyArchive archive = new NumpyArchive().put(SHAPE, shape);
        for (int i = 0; i < sets.size(); i++) {
            Rollouts set = sets.get(i);
            Transitions steps = set.transitions();
            archive.put(name("lengths", i), set.lengths())
                    .put(name("cut", i), set.cut())
                    .put(name("observations", i), steps.observations())
                    .put(name("actions", i), steps.actions())
                    .put(name("rewards", i), steps.rewards())
                    .put(name("next-observations", i), steps.nextObservations())
                    .put(name("terminals", i), steps.terminals())
                    .put(name("followed", i), steps.followed());
        }
        archive.write(directory.resolve(FILE));
    }

    private static String name(String column, int set) {
        return column + "-" + set;
    }

    /**
     * Takes what was written in place of what there is.
     *
     * @throws LeewayException if it is damaged, or of other sizes
     */
    void read(Path directory) {
        Path file = directory.resolve(FILE);
        NumpyArchive archive = NumpyArchive.read(file);
        int[] found = archive.ints(SHAPE);
        if (!Arrays.equals(found, shape)) {
            throw new LeewayException("The rollouts in " + file + " are of " + Arrays.toString(found)
                    + " observation columns, action columns and steps, but those here of " + Arrays.toString(shape)
                    + ". They belong to another configuration: delete them and run again.");
        }
        sets.clear();
        for (int i = 0; archive.contains(name("lengths", i)); i++) {
            int[] lengths = archive.ints(name("lengths", i));
            float[] none = new float[0];
            try {
                add(new Rollouts(
                        new Transitions(
                                Arrays.stream(lengths).sum(),
                                shape[0],
                                shape[1],
                                archive.floats(name("observations", i)),
                                archive.floats(name("actions", i)),
                                archive.floats(name("rewards", i)),
                                archive.floats(name("next-observations", i)),
                                archive.floats(name("terminals", i)),
                                archive.floats(name("followed", i)),
                                none),
                        lengths,
                        archive.bytes(name("cut", i))));
            } catch (IllegalArgumentException e) {
                throw new LeewayException(
                        "The rollouts in " + file + " do not fit together: " + e.getMessage()
                                + ". Delete them and run again.",
                        e);
            }
        }
    }
}
