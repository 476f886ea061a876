package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.support.check.Tick;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The promises of {@link VectorEnvironment#stepAsync}. A part of {@link EnvironmentsContract}. */
public abstract class StepAsyncContract extends RenderContract {
    @Test
    void aStepThatIsWaitedForIsAStep() {
        for (AutoresetMode mode : new AutoresetMode[] {AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP}) {
            try (VectorEnvironment waiting = begin(2, mode);
                    VectorEnvironment direct = begin(2, mode)) {
                for (Value each : actions(2, patience() + 2)) {
                    Supplier<VectorEnvironment.Step> pending = waiting.stepAsync(each);
                    Tick expected = Tick.of(direct.step(each));
                    assertThat(Tick.of(pending.get())).isEqualTo(expected);
                    assertThat(Tick.of(pending.get())).as("asked again").isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void environmentsCloseWhileAStepIsUnderWay() {
        VectorEnvironment environment = begin(2, AutoresetMode.NEXT_STEP);
        environment.stepAsync(actions(2, 1).get(0));
        environment.close();
    }
}
