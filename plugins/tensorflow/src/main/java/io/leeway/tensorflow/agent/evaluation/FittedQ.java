package io.leeway.tensorflow.agent.evaluation;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Program;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fitted Q evaluation (Le et al. 2019, "Batch Policy Learning under Constraints"), with the bootstrap over episodes of
 * Hao et al. 2021 ("Bootstrapping Fitted Q-Evaluation for Off-Policy Inference"): several networks learn Q(s, a) ← r +
 * γ Q(s', π(s')) from the same batches, in each of which a transition weighs as often as its episode was drawn. The
 * interval is the mean ± 1.96 standard deviations of their estimates.
 */
public final class FittedQ implements ReturnEstimator {
    private static final double NORMAL_97_5 = 1.959964;

    private final FittedQConfig config;
    private final Task task;
    private final Dataset dataset;
    private final RandomSource random;
    private final Device device;

    /** Creates the estimator. */
    @Inject
    public FittedQ(FittedQConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        this.config = config;
        this.task = task;
        this.dataset = dataset;
        this.random = random;
        this.device = device;
    }

    @Override
    public Map<String, Double> estimate(Policy policy, Progress progress) {
        if (dataset.episodes() < 2) {
            throw new LeewayException(
                    "Fitted Q evaluation draws episodes with replacement to tell how sure it is, but the data has"
                            + " only one. Give data of two episodes or more.");
        }
        int[][] drawn = drawn();
        try (Program program = new Program(Backend.open(device));
                Progress.Task shown = progress.begin("Evaluating the policy on data", config.updates(), "updates")) {
            FittedQProgram fitted = new FittedQProgram(program, config, task, dataset, random.split("initialization"));
            Transitions all = dataset.transitions();
            float[] nextActions = new float[all.count() * task.actionSize()];
            policy.act(all.nextObservations(), all.count(), nextActions);
            int[] episodes = episodes();
            double error = 0;
            for (int update = 0; update < config.updates(); update++) {
                error = fitted.update(
                        all,
                        nextActions,
                        episodes,
                        drawn,
                        random.split("updates").split(update),
                        update);
                if (!Double.isFinite(error)) {
                    throw new LeewayException("The Bellman error of fitted Q evaluation was no longer finite at update "
                            + (update + 1) + ". Lower the learning-rate (now "
                            + config.network().learningRate() + ").");
                }
                shown.advance(1, "");
            }
            return figures(firstValues(fitted, policy), drawn, error);
        }
    }

    /** Returns how often each replicate drew each episode. */
    private int[][] drawn() {
        int[][] drawn = new int[config.replicates()][dataset.episodes()];
        for (int replicate = 0; replicate < config.replicates(); replicate++) {
            RandomSource episodes = random.split("bootstrap").split(replicate);
            for (int i = 0; i < dataset.episodes(); i++) {
                drawn[replicate][episodes.nextInt(dataset.episodes())]++;
            }
        }
        return drawn;
    }

    private int[] episodes() {
        int[] episodes = new int[dataset.steps()];
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            Arrays.fill(
                    episodes,
                    dataset.firstStep(episode),
                    dataset.firstStep(episode) + dataset.length(episode),
                    episode);
        }
        return episodes;
    }

    /** Returns the value of each episode's first observation, by every replicate. */
    private float[] firstValues(FittedQProgram fitted, Policy policy) {
        int size = task.observationSize();
        float[] first = new float[dataset.episodes() * size];
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            int row = dataset.firstStep(episode) + episode;
            System.arraycopy(dataset.observations(), row * size, first, episode * size, size);
        }
        float[] actions = new float[dataset.episodes() * task.actionSize()];
        policy.act(first, dataset.episodes(), actions);
        return fitted.values(first, actions, dataset.episodes());
    }

    private Map<String, Double> figures(float[] values, int[][] drawn, double error) {
        int replicates = config.replicates();
        double[] estimates = new double[replicates];
        double mean = 0;
        for (int replicate = 0; replicate < replicates; replicate++) {
            for (int episode = 0; episode < dataset.episodes(); episode++) {
                estimates[replicate] += (double) values[episode * replicates + replicate]
                        * drawn[replicate][episode]
                        / dataset.episodes();
            }
            mean += estimates[replicate] / replicates;
        }
        double squares = 0;
        for (double estimate : estimates) {
            squares += (estimate - mean) * (estimate - mean) / (replicates - 1);
        }
        double half = NORMAL_97_5 * Math.sqrt(squares);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("discounted_return", mean);
        figures.put("interval_low", mean - half);
        figures.put("interval_high", mean + half);
        figures.put("data_discounted_return", dataReturn());
        figures.put("discount", config.network().discount());
        figures.put("bellman_error", error);
        return figures;
    }

    private double dataReturn() {
        double sum = 0;
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            double factor = 1;
            for (int i = 0; i < dataset.length(episode); i++) {
                sum += factor * dataset.rewards()[dataset.firstStep(episode) + i];
                factor *= config.network().discount();
            }
        }
        return sum / dataset.episodes();
    }
}
