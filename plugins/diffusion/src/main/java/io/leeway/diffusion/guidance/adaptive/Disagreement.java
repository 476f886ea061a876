package io.leeway.diffusion.guidance.adaptive;

import io.leeway.diffusion.guidance.adaptive.DynamicsModel.Scale;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Transitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The disagreement of models of the dynamics, each fitted to other transitions of the data, about the next observation:
 * the variance of their predictions, in units of the data's variance. It is small where the data is, and grows away
 * from it (Lakshminarayanan et al. 2017; as the penalty of an ensemble in Yu et al. 2020), and needs no environment.
 */
final class Disagreement implements PilotMeasure {
    private static final int MODELS = 5;
    /** Transitions that a model is fitted to, drawn with replacement. */
    private static final int DRAWS = 8192;

    private final List<DynamicsModel> models;

    private Disagreement(List<DynamicsModel> models) {
        this.models = models;
    }

    /**
     * Fits the models.
     *
     * @throws LeewayException if there is no dataset, or none of its transitions has a next observation
     */
    static Disagreement on(@Nullable Dataset dataset) {
        if (dataset == null) {
            throw new LeewayException(
                    "A budget of disagreement is measured by models of a dataset's dynamics, and there is"
                            + " no dataset here. Give log-likelihood-gain instead.");
        }
        Transitions all = dataset.transitions();
        int[] rows = rowsThatGoOn(all);
        if (rows.length == 0) {
            throw new LeewayException(
                    "A budget of disagreement is measured by models of a dataset's dynamics, and every"
                            + " transition of this one is terminal. Give log-likelihood-gain instead.");
        }
        Scale scale = Scale.of(all);
        List<DynamicsModel> models = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            RandomSource random = RandomSource.of(0).split("disagreement").split(i);
            models.add(DynamicsModel.fit(drawn(all, rows, random), scale, random));
        }
        return new Disagreement(models);
    }

    private static int[] rowsThatGoOn(Transitions all) {
        int[] rows = new int[all.count()];
        int found = 0;
        for (int row = 0; row < all.count(); row++) {
            if (all.terminals()[row] < 0.5f) {
                rows[found++] = row;
            }
        }
        return Arrays.copyOf(rows, found);
    }

    private static Transitions drawn(Transitions all, int[] rows, RandomSource random) {
        Transitions drawn = Transitions.zeros(all.observationSize(), all.actionSize(), DRAWS);
        for (int i = 0; i < DRAWS; i++) {
            drawn.copyRow(all, rows[random.nextInt(rows.length)], i);
        }
        return drawn;
    }

    @Override
    public String key() {
        return "disagreement";
    }

    @Override
    public double measure(Transitions transitions, Policy policy, Normalizer normalizer) {
        int size = transitions.count() * transitions.observationSize();
        double[] sums = new double[size];
        double[] squares = new double[size];
        for (DynamicsModel model : models) {
            double[] change = model.change(transitions);
            for (int i = 0; i < size; i++) {
                sums[i] += change[i];
                squares[i] += change[i] * change[i];
            }
        }
        double variance = 0;
        for (int i = 0; i < size; i++) {
            variance += (squares[i] - sums[i] * sums[i] / MODELS) / (MODELS - 1);
        }
        return Math.max(0, variance / size);
    }
}
