package io.leeway.environment.wrapper;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A wrapper that adds the info {@code episode} at the end of each one, as Gymnasium's RecordEpisodeStatistics:
 * {@code r} its undiscounted return, {@code l} its length in steps, {@code t} its duration in seconds. With
 * {@link AutoresetMode#NEXT_STEP} the step that resets is no part of an episode.
 */
public final class EpisodeStatistics extends VectorWrapper {
    private final LongSupplier nanos;
    private final double[] returns;
    private final long[] lengths;
    private final long[] began;
    private final boolean[] over;

    /** Adds statistics. */
    public EpisodeStatistics(VectorEnvironment wrapped) {
        this(wrapped, System::nanoTime);
    }

    EpisodeStatistics(VectorEnvironment wrapped, LongSupplier nanos) {
        super(wrapped);
        this.nanos = nanos;
        this.returns = new double[wrapped.count()];
        this.lengths = new long[wrapped.count()];
        this.began = new long[wrapped.count()];
        this.over = new boolean[wrapped.count()];
    }

    @Override
    protected Reset resetOutcome(Reset reset, boolean @Nullable [] mask) {
        for (int i = 0; i < over.length; i++) {
            if (mask == null || mask[i]) {
                begin(i);
            }
        }
        return reset;
    }

    private void begin(int i) {
        returns[i] = 0;
        lengths[i] = 0;
        began[i] = nanos.getAsLong();
        over[i] = false;
    }

    @Override
    protected Step stepOutcome(Step step) {
        boolean any = false;
        for (int i = 0; i < over.length; i++) {
            if (over[i]) {
                begin(i);
                continue;
            }
            returns[i] += step.rewards()[i];
            lengths[i]++;
            over[i] = step.terminated()[i] || step.truncated()[i];
            any |= over[i];
        }
        if (!any) {
            return step;
        }
        Map<String, Info> infos = new LinkedHashMap<>(step.infos());
        infos.put("episode", statistics());
        if (autoreset() == AutoresetMode.SAME_STEP) {
            for (int i = 0; i < over.length; i++) {
                if (over[i]) {
                    begin(i);
                }
            }
        }
        return new Step(
                step.observations(),
                step.rewards(),
                step.terminated(),
                step.truncated(),
                step.finalObservations(),
                infos,
                step.finalInfos());
    }

    private Info statistics() {
        long now = nanos.getAsLong();
        double[] total = new double[over.length];
        double[] seconds = new double[over.length];
        long[] steps = new long[over.length];
        for (int i = 0; i < over.length; i++) {
            total[i] = over[i] ? returns[i] : 0;
            steps[i] = over[i] ? lengths[i] : 0;
            seconds[i] = over[i] ? Math.rint((now - began[i]) * 1e-3) * 1e-6 : 0;
        }
        Map<String, Info> columns = new LinkedHashMap<>();
        columns.put("r", column(ElementType.FLOAT64, new Value.Reals(total)));
        columns.put("l", column(ElementType.INT64, new Value.Integers(steps)));
        columns.put("t", column(ElementType.FLOAT64, new Value.Reals(seconds)));
        return new Info.Group(columns, over.clone());
    }

    private Info column(ElementType type, Value values) {
        return new Info.Numbers(type, List.of(), values, Arrays.copyOf(over, over.length));
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return Optional.empty();
    }
}
