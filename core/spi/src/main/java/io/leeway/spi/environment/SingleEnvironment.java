package io.leeway.spi.environment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A vector of one, shown as an environment. */
final class SingleEnvironment implements Environment {
    private final VectorEnvironment vector;

    SingleEnvironment(VectorEnvironment vector) {
        if (vector.count() != 1 || vector.autoreset() != AutoresetMode.DISABLED) {
            throw new IllegalArgumentException(
                    "A single environment is a vector of 1 with autoreset DISABLED, but it has " + vector.count()
                            + " with " + vector.autoreset());
        }
        this.vector = vector;
    }

    @Override
    public EnvironmentSpec spec() {
        return vector.spec();
    }

    @Override
    public Reset reset(@Nullable Long seed, Map<String, Object> options) {
        VectorEnvironment.Reset reset = vector.reset(new Long[] {seed}, null, options);
        return new Reset(reset.observations(), reset.infos());
    }

    @Override
    public Step step(Value action) {
        VectorEnvironment.Step step = vector.step(action);
        return new Step(
                step.observations(), step.rewards()[0], step.terminated()[0], step.truncated()[0], step.infos());
    }

    @Override
    public Picture render() {
        return vector.render(0);
    }

    @Override
    public void close() {
        vector.close();
    }
}
