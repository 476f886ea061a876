package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.testkit.Broken;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The policies' and critics' contracts notice what they are for. */
final class FaultyPolicyTest {
    /** Changes one answer of a distribution. */
    private static class Changed implements ActionDistribution {
        private final ActionDistribution inner;

        Changed(ActionDistribution inner) {
            this.inner = inner;
        }

        @Override
        public int count() {
            return inner.count();
        }

        @Override
        public void mode(float[] actions) {
            inner.mode(actions);
        }

        @Override
        public void sample(RandomSource random, float[] actions) {
            inner.sample(random, actions);
        }

        @Override
        public void logLikelihood(float[] actions, double[] logLikelihood) {
            inner.logLikelihood(actions, logLikelihood);
        }

        @Override
        public void gradient(float[] actions, float[] gradient) {
            inner.gradient(actions, gradient);
        }

        @Override
        public void curvature(float[] actions, float[] curvature) {
            inner.curvature(actions, curvature);
        }
    }

    private static Policy policy(UnaryOperator<ActionDistribution> change) {
        GaussianPolicy sound = GaussianPolicy.random(3, 2, RandomSource.of(1));
        return new Policy() {
            @Override
            public int observationSize() {
                return 3;
            }

            @Override
            public int actionSize() {
                return 2;
            }

            @Override
            public ActionDistribution distribution(float[] observations, int count) {
                return change.apply(sound.distribution(observations, count));
            }
        };
    }

    static final class WrongGradient extends PolicyContract {
        @Override
        protected Policy policy() {
            return FaultyPolicyTest.policy(inner -> new Changed(inner) {
                @Override
                public void gradient(float[] actions, float[] gradient) {
                    super.gradient(actions, gradient);
                    gradient[1] *= 1.1f;
                }
            });
        }
    }

    static final class NegativeCurvature extends PolicyContract {
        @Override
        protected Policy policy() {
            return FaultyPolicyTest.policy(inner -> new Changed(inner) {
                @Override
                public void curvature(float[] actions, float[] curvature) {
                    super.curvature(actions, curvature);
                    curvature[0] = -1;
                }
            });
        }
    }

    static final class OutOfBounds extends PolicyContract {
        @Override
        protected Policy policy() {
            return FaultyPolicyTest.policy(inner -> new Changed(inner) {
                @Override
                public void mode(float[] actions) {
                    super.mode(actions);
                    actions[0] = 1.5f;
                }
            });
        }
    }

    static final class Unseeded extends PolicyContract {
        @Override
        protected Policy policy() {
            return FaultyPolicyTest.policy(inner -> new Changed(inner) {
                @Override
                public void sample(RandomSource random, float[] actions) {
                    super.sample(RandomSource.of(7), actions);
                }
            });
        }
    }

    static final class WrongCritic extends CriticContract {
        @Override
        protected Critic critic() {
            return new Critic() {
                @Override
                public void value(float[] observations, float[] actions, int count, float[] values) {
                    new QuadraticCritic(0, 0).value(observations, actions, count, values);
                }

                @Override
                public void gradient(float[] observations, float[] actions, int count, float[] gradient) {
                    new QuadraticCritic(0.3f, 0).gradient(observations, actions, count, gradient);
                }
            };
        }

        @Override
        protected Task task() {
            return new Task(3, 2);
        }
    }

    @Test
    void noticesEveryFault() {
        assertThat(Broken.promises(WrongGradient.class))
                .containsExactly("hasALikelihoodWhoseGradientAgreesWithCentralDifferences");
        assertThat(Broken.promises(NegativeCurvature.class)).containsExactly("hasACurvatureThatIsNeverNegative");
        assertThat(Broken.promises(OutOfBounds.class)).contains("actsForAnyCountWithinBoundsInArraysThatAreLonger");
        assertThat(Broken.promises(Unseeded.class)).containsExactly("drawsWithinBoundsAndTheSameForTheSameSeed");
        assertThat(Broken.promises(WrongCritic.class)).containsExactly("hasAGradientThatAgreesWithCentralDifferences");
    }
}
