package io.leeway.environment;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives observations that were written down before, pays 1, and keeps the last actions; its pictures are of one colour.
 */
public final class Recorded implements VectorEnvironment {
    private final int count;
    private final Space observations;
    private final Space actions;
    private final Deque<Value> given;
    private Value lastActions = new Value.Reals(new double[0]);
    private int steps;

    public Recorded(int count, Space observations, Space actions, List<? extends Value> given) {
        this.count = count;
        this.observations = observations;
        this.actions = actions;
        this.given = new ArrayDeque<>(given);
    }

    public double[] lastActions() {
        return lastActions.reals();
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public EnvironmentSpec spec() {
        return new EnvironmentSpec("recorded-v0", observations, actions, null, null, Map.of());
    }

    @Override
    public AutoresetMode autoreset() {
        return AutoresetMode.DISABLED;
    }

    @Override
    public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
        steps = 0;
        return new Reset(given.remove(), Map.of());
    }

    @Override
    public Step step(Value actionsTaken) {
        steps++;
        lastActions = actionsTaken;
        double[] rewards = new double[count];
        java.util.Arrays.fill(rewards, 1);
        return new Step(given.remove(), rewards, new boolean[count], new boolean[count], null);
    }

    @Override
    public Picture render(int index) {
        byte[] pixels = new byte[3 * 8 * 6];
        java.util.Arrays.fill(pixels, (byte) steps);
        return new Picture(8, 6, pixels);
    }
}
