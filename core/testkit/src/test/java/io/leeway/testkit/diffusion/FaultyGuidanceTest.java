package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.testkit.Broken;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The guidance contract notices what it is for. */
final class FaultyGuidanceTest {
    private record Scheme(Target target, Consumer<GuidanceStep> action) implements Guidance {
        @Override
        public void guide(GuidanceStep step) {
            action.accept(step);
        }
    }

    private static void pull(float[] values, GuidanceStep step) {
        int size = step.count() * step.horizon() * step.layout().width();
        for (int i = 0; i < size; i++) {
            values[i] *= 0.9f;
        }
    }

    static final class Sound extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new Scheme(Guidance.Target.ESTIMATE, step -> pull(step.estimate(), step));
        }
    }

    static final class MovesTheOther extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new Scheme(Guidance.Target.ESTIMATE, step -> pull(step.noised(), step));
        }
    }

    static final class MovesAll extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new Scheme(Guidance.Target.NOISED, step -> {
                for (int i = 0; i < step.noised().length; i++) {
                    step.noised()[i] *= 0.9f;
                }
            });
        }
    }

    static final class Divides extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new Scheme(Guidance.Target.NOISED, step -> step.noised()[0] += 1 / (float) (step.sigma() - 80));
        }
    }

    static final class NeedsAPolicy extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new Scheme(Guidance.Target.NOISED, step -> {
                pull(step.noised(), step);
                Objects.requireNonNull(step.policy());
            });
        }
    }

    static final class Unseeded extends GuidanceContract {
        private int calls;

        @Override
        protected Guidance guidance() {
            return new Scheme(Guidance.Target.NOISED, step -> step.noised()[0] += ++calls);
        }
    }

    @Test
    void noticesEveryFault() {
        assertThat(Broken.promises(Sound.class)).isEmpty();
        assertThat(Broken.promises(MovesTheOther.class)).containsExactly("movesItsTargetAndNothingElse");
        assertThat(Broken.promises(MovesAll.class)).contains("takesAnyCountInArraysThatAreLonger");
        assertThat(Broken.promises(Divides.class)).contains("staysFiniteAtEveryNoiseLevelAndFarFromTheData");
        assertThat(Broken.promises(NeedsAPolicy.class)).contains("worksWithoutAPolicyOrCriticOrSaysThatItCannot");
        assertThat(Broken.promises(Unseeded.class)).contains("movesTheSameStepTheSameWay");
    }
}
