package io.leeway.testkit.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.testkit.Broken;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The contract of models of the dynamics notices what it is for. */
final class FaultyDynamicsTest {
    static final class Sound extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random);
        }
    }

    static final class LearnsFromNoRow extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                public int batch() {
                    return 0;
                }
            };
        }
    }

    static final class CountsCalls extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                public Map<String, Double> update(Transitions training, int times) {
                    long before = step;
                    Map<String, Double> figures = super.update(training, times);
                    step = before + 1;
                    return figures;
                }
            };
        }
    }

    static final class NeverLearns extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                double learn(Transitions training, int row) {
                    double[] before = means.clone();
                    double loss = super.learn(training, row);
                    means = before;
                    return loss;
                }
            };
        }
    }

    static final class DrawsOnceACall extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                public Map<String, Double> update(Transitions training, int times) {
                    random.nextInt(training.count());
                    return super.update(training, times);
                }
            };
        }
    }

    static final class TakesRandomnessOfItsOwn extends DynamicsContract {
        private static final AtomicLong NEXT = new AtomicLong();

        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(RandomSource.of(NEXT.incrementAndGet()));
        }
    }

    static final class ForgetsItsRandomSource extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                public void load(Path directory) {
                    long[] own = random.state();
                    super.load(directory);
                    random.restore(own);
                }
            };
        }
    }

    static final class LoadsWhatIsDamaged extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                public void load(Path directory) {
                    try {
                        super.load(directory);
                    } catch (LeewayException damaged) {
                        step = 0;
                    }
                }
            };
        }
    }

    static final class GoesOnWithoutALoss extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                double learn(Transitions training, int row) {
                    double loss = super.learn(training, row);
                    return Double.isFinite(loss) ? loss : 0;
                }
            };
        }
    }

    static final class BeginsWithNothing extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                void refuseAllTerminal(Transitions training) {}
            };
        }
    }

    static final class LearnsWhatFollowsATerminal extends DynamicsContract {
        @Override
        protected Dynamics dynamics(RandomSource random) {
            return new MeanDynamics(random) {
                @Override
                double learn(Transitions training, int row) {
                    float terminal = training.terminals()[row];
                    training.terminals()[row] = 0;
                    double loss = super.learn(training, row);
                    training.terminals()[row] = terminal;
                    return loss;
                }
            };
        }
    }

    /** A model whose predictions are changed. */
    private abstract static class Predicting extends DynamicsContract {
        abstract Predictions changed(Predictions sound, float[] observations, RandomSource random);

        @Override
        protected Dynamics dynamics(RandomSource random) {
            RandomSource draws = random.split("predictions");
            return new MeanDynamics(random) {
                @Override
                public Predictions predict(float[] observations, float[] actions, int count) {
                    return changed(super.predict(observations, actions, count), observations, draws);
                }
            };
        }
    }

    static final class IsSurerThanSure extends Predicting {
        @Override
        Predictions changed(Predictions sound, float[] observations, RandomSource random) {
            Arrays.fill(sound.deviations(), -1);
            return sound;
        }
    }

    static final class IsMoreThanCertainOfTheEnd extends Predicting {
        @Override
        Predictions changed(Predictions sound, float[] observations, RandomSource random) {
            float[] terminals = new float[sound.count()];
            Arrays.fill(terminals, 1.5f);
            return new Predictions(
                    1, sound.count(), sound.observationSize(), sound.means(), sound.deviations(), terminals);
        }
    }

    static final class WritesToTheInput extends Predicting {
        @Override
        Predictions changed(Predictions sound, float[] observations, RandomSource random) {
            observations[0] += 1;
            return sound;
        }
    }

    static final class MixesRows extends Predicting {
        @Override
        Predictions changed(Predictions sound, float[] observations, RandomSource random) {
            sound.means()[0] += 0.1f * sound.count();
            return sound;
        }
    }

    static final class PredictsAtRandom extends Predicting {
        @Override
        Predictions changed(Predictions sound, float[] observations, RandomSource random) {
            sound.means()[0] += 1e-5f * random.nextFloat();
            return sound;
        }
    }

    @Test
    void noticesEveryFaultOfTraining() {
        assertThat(Broken.promises(Sound.class)).isEmpty();
        assertThat(Broken.promises(LearnsFromNoRow.class)).containsExactly("describesItselfBeforeAndAfterItBegins");
        assertThat(Broken.promises(CountsCalls.class)).contains("countsItsUpdatesAndReportsFiniteFigures");
        assertThat(Broken.promises(NeverLearns.class))
                .containsExactly("trainingMakesPredictionsBetterUntilItIsFinished");
        assertThat(Broken.promises(DrawsOnceACall.class))
                .containsExactly("isTheSameHoweverManyUpdatesAreAskedForAtOnce");
        assertThat(Broken.promises(TakesRandomnessOfItsOwn.class)).contains("isTheSameForTheSameSeed");
        assertThat(Broken.promises(GoesOnWithoutALoss.class)).containsExactly("stopsWhenTheLossIsNoLongerFinite");
        assertThat(Broken.promises(BeginsWithNothing.class)).containsExactly("refusesDataWithNothingToLearn");
        assertThat(Broken.promises(LearnsWhatFollowsATerminal.class))
                .contains("learnsNothingFromWhatStandsAfterATerminal");
    }

    @Test
    void noticesEveryFaultOfCheckpoints() {
        assertThat(Broken.promises(ForgetsItsRandomSource.class))
                .containsExactly("goesOnFromACheckpointWithTheSameBytes");
        assertThat(Broken.promises(LoadsWhatIsDamaged.class))
                .containsExactly("refusesACheckpointThatIsMissingTruncatedOrAltered");
    }

    @Test
    void noticesEveryFaultOfPredictions() {
        String any = "predictsAnyCountFromArraysThatAreLongerAndLeavesThemAlone";
        assertThat(Broken.promises(IsSurerThanSure.class)).containsExactly(any);
        assertThat(Broken.promises(IsMoreThanCertainOfTheEnd.class)).containsExactly(any);
        assertThat(Broken.promises(WritesToTheInput.class)).contains(any);
        assertThat(Broken.promises(MixesRows.class)).contains("predictsARowWhateverElseIsAskedWithIt");
        assertThat(Broken.promises(PredictsAtRandom.class)).contains("predictsTheSameEachTime");
    }
}
