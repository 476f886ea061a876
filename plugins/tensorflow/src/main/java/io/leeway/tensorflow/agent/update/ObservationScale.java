package io.leeway.tensorflow.agent.update;

import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Variable;
import io.leeway.tensorflow.graph.Variables;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The shift and scale of observations to zero mean and unit variance over the dataset, (s − mean) / (deviation +
 * 0.001); a column that never varies is only shifted.
 */
public final class ObservationScale {
    private static final double SMALLEST = 1e-3;
    /** What float32 cannot tell apart, as a fraction. */
    private static final double ROUNDING = 1e-7;

    private final Program program;
    private final Variable mean;
    private final Variable scale;

    private ObservationScale(Program program, float[] mean, float[] scale) {
        this.program = program;
        this.mean = program.variables().create("observations/mean", mean, 1, mean.length);
        this.scale = program.variables().create("observations/scale", scale, 1, scale.length);
    }

    /** Measures observations, or leaves them as they are, as it is configured. */
    public static ObservationScale of(Program program, AgentConfig config, Dataset dataset) {
        return config.normalizeObservations() ? of(program, dataset) : none(program, dataset.observationSize());
    }

    /** Leaves observations as they are. */
    private static ObservationScale none(Program program, int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return new ObservationScale(program, new float[size], ones);
    }

    /** Measures every observation that an action was taken in. */
    private static ObservationScale of(Program program, Dataset dataset) {
        int size = dataset.observationSize();
        float[] mean = new float[size];
        float[] scale = new float[size];
        float[] observations = dataset.transitions().observations();
        for (int column = 0; column < size; column++) {
            double sum = 0;
            for (int i = column; i < observations.length; i += size) {
                sum += observations[i];
            }
            double center = sum / dataset.steps();
            double squares = 0;
            for (int i = column; i < observations.length; i += size) {
                squares += (observations[i] - center) * (observations[i] - center);
            }
            mean[column] = (float) center;
            double deviation = Math.sqrt(squares / dataset.steps());
            boolean varies = deviation > ROUNDING * Math.abs(center);
            scale[column] = varies ? (float) (1 / (deviation + SMALLEST)) : 1;
        }
        return new ObservationScale(program, mean, scale);
    }

    /** Builds the scaled observations. */
    public Operand<TFloat32> build(Operand<TFloat32> observations) {
        return build(program.ops(), observations, mean.read(), scale.read());
    }

    /** Returns what it consists of, in the order in which another graph is given it. */
    public List<Variable> variables() {
        return List.of(mean, scale);
    }

    /** Builds the scaled observations in another graph, where {@code values} stand for {@link #variables}. */
    public Operand<TFloat32> build(Ops ops, Operand<TFloat32> observations, List<Operand<TFloat32>> values) {
        return build(ops, observations, values.get(0), values.get(1));
    }

    /** Builds the scaled observations in another graph, which keeps today's scale for good. */
    public Operand<TFloat32> freeze(Ops ops, Operand<TFloat32> observations) {
        Variables variables = program.variables();
        return build(ops, observations, variables.constant(ops, mean), variables.constant(ops, scale));
    }

    private static Operand<TFloat32> build(
            Ops ops, Operand<TFloat32> observations, Operand<TFloat32> mean, Operand<TFloat32> scale) {
        return ops.math.mul(ops.math.sub(observations, mean), scale);
    }
}
