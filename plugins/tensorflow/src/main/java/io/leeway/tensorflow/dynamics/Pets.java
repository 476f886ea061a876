package io.leeway.tensorflow.dynamics;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Checkpoint;
import io.leeway.tensorflow.graph.Variables;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ensemble of probabilistic networks of Chua et al. 2018 (PETS), trained as in Janner et al. 2019 and Yu et al.
 * 2020: it holds some of its rows out, and predicts with the networks whose error on these is least, each as it was
 * when its error was least.
 *
 * <p>Every update draws from a random stream of its own, so that how many are asked for at once makes no difference,
 * and a resumed training needs no random state.
 */
public final class Pets implements Dynamics {
    private static final String FILE = "dynamics.npz";
    /** To build several updates takes seconds, which fewer do not earn. */
    private static final int FEW = 20;
    /** However few rows there are, an error is not measured more often. */
    private static final int SHORTEST_EPOCH = 100;

    private final PetsConfig config;
    private final Backend backend;
    private final RandomSource initialization;
    private long seed;
    private long step;
    private Selection selection;
    private @Nullable Trained trained;
    private @Nullable TrainingRows known;

    /** The part that exists once the data's sizes are known. */
    private record Trained(PetsProgram program, Layout layout, RowScale inputScale, RowScale targetScale) {}

    /** The sizes of the data that it was begun with. */
    private record Layout(int observationSize, int actionSize, boolean terminals, int count) {
        static Layout of(TrainingRows rows) {
            Transitions all = rows.all();
            return new Layout(all.observationSize(), all.actionSize(), rows.hasTerminals(), all.count());
        }

        @Override
        public String toString() {
            return observationSize + " observation and " + actionSize + " action columns with"
                    + (terminals ? "" : "out") + " terminals";
        }
    }

    /** Creates an untrained ensemble. */
    @Inject
    public Pets(PetsConfig config, RandomSource random, Device device) {
        this.config = config;
        backend = Backend.open(device);
        initialization = random.split("initialization");
        seed = random.split("updates").nextLong();
        selection = Selection.of(config.networks());
    }

    @Override
    public void begin(Transitions training) {
        TrainingRows rows = new TrainingRows(training, config, seed);
        rows.check();
        open(Layout.of(rows), rows.inputScale(), rows.targetScale());
        known = rows;
        step = 0;
        selection = Selection.of(config.networks());
    }

    private PetsProgram open(Layout layout, RowScale inputScale, RowScale targetScale) {
        close();
        PetsProgram program = new PetsProgram(
                config,
                layout.observationSize(),
                layout.actionSize(),
                layout.terminals(),
                inputScale,
                targetScale,
                backend,
                initialization);
        trained = new Trained(program, layout, inputScale, targetScale);
        return program;
    }

    private Trained trained() {
        Trained present = trained;
        if (present == null) {
            throw new IllegalStateException("The model of the dynamics has neither begun nor been loaded");
        }
        return present;
    }

    @Override
    public long updates() {
        return config.updates();
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= config.updates() || selection.stale() >= config.patience();
    }

    @Override
    public int batch() {
        return config.batch();
    }

    @Override
    public int members() {
        return config.elites();
    }

    @Override
    public Map<String, Double> update(Transitions training, int times) {
        Trained present = trained();
        PetsProgram program = present.program();
        TrainingRows rows = rows(training);
        if (times < 1 || finished() || step + times > config.updates()) {
            throw new IllegalArgumentException("Cannot make " + times + " updates after " + step + " of "
                    + config.updates() + (finished() ? ", as the training is over" : ""));
        }
        long before = step;
        Selection selected = selection;
        double[] sums = new double[2];
        try (Variables.Snapshot kept = program.variables().snapshot()) {
            try {
                while (step < before + times && !finished()) {
                    int most = times < FEW ? 1 : PetsTraining.MOST;
                    long left = Math.min(before + times - step, epoch(rows) - step % epoch(rows));
                    run(present, rows, (int) Math.min(most, left), sums);
                }
                if (!program.variables().finite()) {
                    throw diverged("A weight", step);
                }
                if (selection.epochs() == 0) {
                    boolean[] all = new boolean[config.networks()];
                    Arrays.fill(all, true);
                    program.keep(all);
                }
            } catch (LeewayException e) {
                kept.restore();
                step = before;
                selection = selected;
                throw e;
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", sums[0] / (step - before));
        figures.put("squared_error", sums[1] / (step - before));
        if (selection.epochs() > 0) {
            figures.put("held_out_squared_error", selection.error(config.elites()));
        }
        return figures;
    }

    /** Returns how many updates learn from as many rows as there are. */
    private long epoch(TrainingRows rows) {
        return Math.max(SHORTEST_EPOCH, (rows.learned() + config.batch() - 1) / config.batch());
    }

    private void run(Trained present, TrainingRows rows, int times, double[] sums) {
        PetsProgram program = present.program();
        List<RowArrays> batches = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            RandomSource random = RandomSource.of(seed).split("updates").split(step + i);
            batches.add(program.training().draw(rows, present.inputScale(), present.targetScale(), random));
        }
        for (float[] figures : program.training().run(batches, step)) {
            step++;
            if (!Float.isFinite(figures[0])) {
                throw diverged("The loss", step);
            }
            sums[0] += figures[0];
            sums[1] += figures[1];
        }
        if (step % epoch(rows) == 0 || step == config.updates()) {
            select(program, program.heldOut().measure(rows, present.inputScale(), present.targetScale()));
        }
    }

    private void select(PetsProgram program, double... errors) {
        for (double error : errors) {
            if (!Double.isFinite(error)) {
                throw diverged("The held-out error", step);
            }
        }
        program.keep(selection.improved(errors));
        selection = selection.after(errors);
        int[] chosen = selection.elites(config.elites());
        float[] elites = new float[chosen.length];
        for (int i = 0; i < elites.length; i++) {
            elites[i] = chosen[i];
        }
        program.variables().write(Map.of(program.elites().name(), elites));
    }

    private LeewayException diverged(String what, long update) {
        return new LeewayException(what + " of the model of the dynamics was no longer finite at update " + update
                + " of " + config.updates() + ". Lower its learning-rate (now " + config.learningRate()
                + "), for example to " + config.learningRate() / 4
                + ", and see that the dataset has no extreme or missing values.");
    }

    /** The same transitions are cut once; others are, whatever is in them, when they come. */
    @SuppressWarnings("ReferenceEquality")
    private TrainingRows rows(Transitions training) {
        TrainingRows present = known;
        if (present == null || present.all() != training) {
            present = new TrainingRows(training, config, seed);
            Layout given = Layout.of(present);
            Layout begun = trained().layout();
            if (!given.equals(begun)) {
                throw new LeewayException("The model of the dynamics was begun with " + begun.count()
                        + " transitions of " + begun + ", but is to go on with " + given.count() + " of " + given
                        + ". Use the data that it began with, or begin anew.");
            }
            known = present;
        }
        return present;
    }

    @Override
    public Predictions predict(float[] observations, float[] actions, int count) {
        return trained().program().predict(observations, actions, count);
    }

    @Override
    public void save(Path directory) {
        Trained present = trained();
        Layout layout = present.layout();
        Checkpoint checkpoint =
                Checkpoint.of(identity(layout), step, seed, present.program().variables());
        checkpoint.archive().put("layout", new int[] {
            layout.observationSize(), layout.actionSize(), layout.terminals() ? 1 : 0, layout.count()
        });
        selection.save(checkpoint);
        checkpoint.archive().write(directory.resolve(FILE));
    }

    @Override
    public void load(Path directory) {
        Path file = directory.resolve(FILE);
        Checkpoint checkpoint = Checkpoint.read(file);
        int[] sizes = checkpoint.archive().ints("layout");
        Layout layout = new Layout(sizes[0], sizes[1], sizes[2] == 1, sizes[3]);
        checkpoint.require(identity(layout), file);
        int inputs = layout.observationSize() + layout.actionSize();
        PetsProgram program = open(layout, RowScale.none(inputs), RowScale.none(layout.observationSize() + 1));
        checkpoint.restore(program.variables(), file);
        trained = new Trained(program, layout, program.inputScale(), program.targetScale());
        step = checkpoint.step();
        seed = checkpoint.seed();
        selection = Selection.load(checkpoint);
    }

    private String identity(Layout layout) {
        return "a pets of " + config.networks() + " networks, " + config.elites() + " elites and hidden layers "
                + config.hidden() + " with " + config.activation().name().toLowerCase(Locale.ROOT) + " for " + layout;
    }

    @Override
    public void close() {
        Trained present = trained;
        if (present != null) {
            present.program().close();
            trained = null;
            known = null;
        }
    }
}
