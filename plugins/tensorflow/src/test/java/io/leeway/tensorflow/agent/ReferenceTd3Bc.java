package io.leeway.tensorflow.agent;

import io.leeway.spi.data.NumpyArchive;
import io.leeway.spi.data.Transitions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One update of TD3+BC in plain loops and double precision, from the description and not from the graph. */
final class ReferenceTd3Bc {
    private static final int LAYERS = 3;

    private final Td3BcConfig config;
    private final float[] mean;
    private final float[] scale;
    private final ReferenceMlp actor;
    private final ReferenceMlp actorTarget;
    private final List<ReferenceMlp> critics;
    private final List<ReferenceMlp> criticTargets;

    /** Begins from a checkpoint of an agent that has made no update. */
    ReferenceTd3Bc(Td3BcConfig config, NumpyArchive archive) {
        this.config = config;
        mean = archive.floats("variables/observations/mean");
        scale = archive.floats("variables/observations/scale");
        actor = ReferenceMlp.of(archive, "actor", LAYERS);
        critics = List.of(ReferenceMlp.of(archive, "critic-0", LAYERS), ReferenceMlp.of(archive, "critic-1", LAYERS));
        actorTarget = actor.copy();
        criticTargets = critics.stream().map(ReferenceMlp::copy).toList();
    }

    /** Returns the networks by their names in a checkpoint. */
    Map<String, ReferenceMlp> networks() {
        Map<String, ReferenceMlp> networks = new LinkedHashMap<>();
        networks.put("actor", actor);
        networks.put("actor-target", actorTarget);
        for (int i = 0; i < 2; i++) {
            networks.put("critic-" + i, critics.get(i));
            networks.put("critic-" + i + "-target", criticTargets.get(i));
        }
        return networks;
    }

    /** Makes one update and returns its figures. */
    Map<String, Double> update(Transitions batch, float[] noise) {
        actorTarget.follow(actor, config.agent().polyak());
        for (int i = 0; i < 2; i++) {
            criticTargets.get(i).follow(critics.get(i), config.agent().polyak());
        }
        Map<String, Double> figures = new LinkedHashMap<>(updateActor(batch));
        double loss = 0;
        int size = batch.count() * batch.actionSize();
        for (int i = 0; i < config.criticUpdates(); i++) {
            loss += updateCritics(batch, Arrays.copyOfRange(noise, i * size, (i + 1) * size)) / config.criticUpdates();
        }
        figures.put("critic_loss", loss);
        return figures;
    }

    private Map<String, Double> updateActor(Transitions batch) {
        int count = batch.count();
        double meanValue = 0;
        double meanMagnitude = 0;
        double imitation = 0;
        for (int row = 0; row < count; row++) {
            double[] observation = row(batch.observations(), row, batch.observationSize(), true);
            double[] action = act(actor, observation);
            double value = critics.get(0).forward(join(observation, action))[0];
            meanValue += value / count;
            meanMagnitude += Math.abs(value) / count;
            for (int j = 0; j < action.length; j++) {
                double difference = action[j] - batch.actions()[row * action.length + j];
                imitation += difference * difference / (count * action.length);
            }
        }
        double weight = config.alpha() / meanMagnitude;
        actor.zeroGradients();
        critics.get(0).zeroGradients();
        for (int row = 0; row < count; row++) {
            double[] observation = row(batch.observations(), row, batch.observationSize(), true);
            double[] action = act(actor, observation);
            double[] byInput = critics.get(0).backward(join(observation, action), new double[] {-weight / count});
            double[] byOutput = new double[action.length];
            for (int j = 0; j < action.length; j++) {
                double difference = action[j] - batch.actions()[row * action.length + j];
                double byAction = byInput[observation.length + j] + 2 * difference / (count * action.length);
                byOutput[j] = byAction * (1 - action[j] * action[j]);
            }
            actor.backward(observation, byOutput);
        }
        actor.adam(config.agent().learningRate(), config.agent().adamEpsilon());
        return Map.of(
                "actor_loss", imitation - weight * meanValue, "imitation_loss", imitation, "mean_value", meanValue);
    }

    private double updateCritics(Transitions batch, float[] noise) {
        int count = batch.count();
        critics.forEach(ReferenceMlp::zeroGradients);
        double loss = 0;
        for (int row = 0; row < count; row++) {
            double target = target(batch, noise, row);
            double[] input = join(
                    row(batch.observations(), row, batch.observationSize(), true),
                    row(batch.actions(), row, batch.actionSize(), false));
            for (ReferenceMlp critic : critics) {
                double error = critic.forward(input)[0] - target;
                loss += error * error / count / critics.size();
                critic.backward(input, new double[] {2 * error / count});
            }
        }
        critics.forEach(critic ->
                critic.adam(config.agent().learningRate(), config.agent().adamEpsilon()));
        return loss;
    }

    private double target(Transitions batch, float[] noise, int row) {
        double[] observation = row(batch.nextObservations(), row, batch.observationSize(), true);
        double[] action = act(actorTarget, observation);
        for (int j = 0; j < action.length; j++) {
            double added = clip(config.policyNoise() * noise[row * action.length + j], config.noiseClip());
            action[j] = clip(action[j] + added, 1);
        }
        double value = Math.min(
                criticTargets.get(0).forward(join(observation, action))[0],
                criticTargets.get(1).forward(join(observation, action))[0]);
        return batch.rewards()[row] + config.agent().discount() * (1 - batch.terminals()[row]) * value;
    }

    private static double[] act(ReferenceMlp network, double[] observation) {
        return Arrays.stream(network.forward(observation)).map(Math::tanh).toArray();
    }

    private double[] row(float[] values, int row, int size, boolean scaled) {
        double[] result = new double[size];
        for (int j = 0; j < size; j++) {
            float value = values[row * size + j];
            result[j] = scaled ? (value - (double) mean[j]) * scale[j] : value;
        }
        return result;
    }

    private static double[] join(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static double clip(double value, double bound) {
        return Math.max(-bound, Math.min(bound, value));
    }
}
