package io.leeway.environment.wrapper;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wrapper that shifts and scales each column of the observations by its running mean and variance, as Gymnasium's
 * vector NormalizeObservation: (x − mean) / √(variance + 10⁻⁸), rounded to 32 bits.
 *
 * <p>Every reset and step counts all environments' observations. So neither may environments be reset apart from the
 * others, nor reset within the step that ends their episode.
 */
public final class NormalizeObservation extends VectorWrapper {
    private static final double EPSILON = 1e-8;

    private final RunningMoments moments;
    private final EnvironmentSpec spec;
    private boolean learning = true;

    /**
     * Normalises observations.
     *
     * @throws io.leeway.spi.LeewayException if they are no box of floating point
     * @throws IllegalArgumentException if the environments reset within the step that ends their episode
     */
    public NormalizeObservation(VectorEnvironment wrapped) {
        super(wrapped);
        EnvironmentSpec inner = wrapped.spec();
        Space.Box box = Specs.realBox("Normalising", "observations", inner.observationSpace(), inner.id());
        if (wrapped.autoreset() == AutoresetMode.SAME_STEP) {
            throw new IllegalArgumentException("Observations are normalised with autoreset NEXT_STEP or DISABLED, but "
                    + inner.id() + " has " + wrapped.autoreset());
        }
        Space.Box unbounded =
                Space.Box.of(box.size(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Space.ElementType.FLOAT32);
        moments = new RunningMoments(box.size());
        spec = Specs.withObservations(
                inner,
                new Space.Box(box.shape(), unbounded.low(), unbounded.high(), unbounded.type()),
                "observations",
                "normalised");
    }

    /** Says whether further observations change the mean and the variance, as at first. */
    public void learn(boolean on) {
        learning = on;
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
        for (int i = 0; mask != null && i < mask.length; i++) {
            if (!mask[i]) {
                throw new IllegalArgumentException(
                        "Normalised environments are reset together, but the mask leaves out environment " + i);
            }
        }
        return super.reset(seeds, mask, options);
    }

    @Override
    protected Reset resetOutcome(Reset reset, boolean @Nullable [] mask) {
        return new Reset(normalized(reset.observations()), reset.infos());
    }

    @Override
    protected Step stepOutcome(Step step) {
        return new Step(
                normalized(step.observations()),
                step.rewards(),
                step.terminated(),
                step.truncated(),
                null,
                step.infos(),
                step.finalInfos());
    }

    private Value normalized(Value observations) {
        double[] values = observations.reals();
        if (learning) {
            moments.add(values, count());
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int column = i % moments.size();
            result[i] = (float) ((values[i] - moments.mean(column)) / Math.sqrt(moments.variance(column) + EPSILON));
        }
        return new Value.Reals(result);
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return Optional.empty();
    }
}
