package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.testkit.Broken;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The experience sources' contract notices what it is for. */
final class FaultyExperienceTest {
    /** Draws real transitions, whose rewards it shifts by what its last refresh drew. */
    private static class Shifted implements ExperienceSource {
        private final FixedExperience inner;
        private final RandomSource random;
        float shift;

        Shifted(Dataset dataset, RandomSource random) {
            inner = new FixedExperience(dataset.transitions());
            this.random = random;
        }

        @Override
        public long refreshEvery() {
            return 10;
        }

        @Override
        public Map<String, Double> refresh(Agent agent, long step) {
            shift = random.split(step).nextFloat();
            return Map.of("shift", (double) shift);
        }

        @Override
        public int size() {
            return inner.size();
        }

        @Override
        public void sample(RandomSource draws, Transitions batch, int from, int to) {
            inner.sample(draws, batch, from, to);
            for (int row = from; row < to; row++) {
                batch.rewards()[row] += shift;
            }
        }

        @Override
        public void save(Path directory) {
            new NumpyArchive().put("shift", new float[] {shift}).write(directory.resolve("shift.npz"));
        }

        @Override
        public void load(Path directory) {
            shift = NumpyArchive.read(directory.resolve("shift.npz")).floats("shift")[0];
        }
    }

    static final class Sound extends ExperienceSourceContract {
        @Override
        protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
            return new Shifted(dataset, random);
        }
    }

    static final class FillsTheWholeBatch extends ExperienceSourceContract {
        @Override
        protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
            return new Shifted(dataset, random) {
                @Override
                public void sample(RandomSource draws, Transitions batch, int from, int to) {
                    super.sample(draws, batch, 0, batch.count());
                }
            };
        }
    }

    static final class DrawsFromItsOwn extends ExperienceSourceContract {
        @Override
        protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
            return new Shifted(dataset, random) {
                @Override
                public void sample(RandomSource draws, Transitions batch, int from, int to) {
                    super.sample(random, batch, from, to);
                }
            };
        }
    }

    static final class GoesOnWithItsStream extends ExperienceSourceContract {
        @Override
        protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
            return new Shifted(dataset, random) {
                @Override
                public Map<String, Double> refresh(Agent agent, long step) {
                    shift = random.nextFloat();
                    return Map.of("shift", (double) shift);
                }
            };
        }
    }

    static final class TrustsAnUntrainedPolicy extends ExperienceSourceContract {
        @Override
        protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
            return new Shifted(dataset, random) {
                @Override
                public Map<String, Double> refresh(Agent agent, long step) {
                    float[] action = new float[task.actionSize()];
                    agent.policy().act(new float[task.observationSize()], 1, action);
                    shift = action[0];
                    return Map.of();
                }
            };
        }
    }

    static final class ForgetsItself extends ExperienceSourceContract {
        @Override
        protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
            return new Shifted(dataset, random) {
                @Override
                public void load(Path directory) {
                    super.load(directory);
                    shift = 0;
                }
            };
        }
    }

    static final class GoesOnAfterTheEnd extends ExperienceSourceContract {
        @Override
        protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
            return new Shifted(dataset, random) {
                @Override
                public void sample(RandomSource draws, Transitions batch, int from, int to) {
                    super.sample(draws, batch, from, to);
                    Arrays.fill(batch.followed(), from, to, 1);
                }
            };
        }
    }

    @Test
    void noticesEveryFault() {
        assertThat(Broken.promises(Sound.class)).isEmpty();
        assertThat(Broken.promises(FillsTheWholeBatch.class)).containsExactly("fillsTheRowsAskedForAndNoOthers");
        assertThat(Broken.promises(DrawsFromItsOwn.class)).contains("drawsFromTheCallersRandomSourceOnly");
        assertThat(Broken.promises(GoesOnWithItsStream.class))
                .contains("makesTheSameForTheSameSeedAndStepWhateverItMadeBefore");
        assertThat(Broken.promises(TrustsAnUntrainedPolicy.class))
                .containsExactly("isNotGuidedByAPolicyThatIsUntrained");
        assertThat(Broken.promises(ForgetsItself.class)).containsExactly("goesOnFromACheckpointWithTheSameBytes");
        assertThat(Broken.promises(GoesOnAfterTheEnd.class))
                .containsExactly("tellsWhichActionsCameNextAndNoneAfterTheEnd");
    }
}
