package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.Broken;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The agents' contract notices what it is for. */
final class FaultyAgentTest {
    static final class ForgetsItsRandomState extends AgentContract {
        @Override
        protected Agent agent(Task task, Dataset dataset, RandomSource random) {
            return new ForwardingAgent(new CloningAgent(task, random)) {
                @Override
                public void load(Path directory) {
                    super.load(directory);
                    random.restore(new long[] {1, 2, 3, 4});
                }
            };
        }
    }

    static final class KeepsItsFirstPolicy extends AgentContract {
        @Override
        protected Agent agent(Task task, Dataset dataset, RandomSource random) {
            Policy first = GaussianPolicy.random(task.observationSize(), task.actionSize(), RandomSource.of(1));
            return new ForwardingAgent(new CloningAgent(task, random)) {
                @Override
                public Policy policy() {
                    return first;
                }
            };
        }
    }

    static final class IgnoresTheSeed extends AgentContract {
        @Override
        protected Agent agent(Task task, Dataset dataset, RandomSource random) {
            return new CloningAgent(task, RandomSource.of(1));
        }
    }

    static final class GoesOnWithNaN extends AgentContract {
        @Override
        protected Agent agent(Task task, Dataset dataset, RandomSource random) {
            return new ForwardingAgent(new CloningAgent(task, random)) {
                @Override
                public Map<String, Double> update(ExperienceSource experience, int times) {
                    try {
                        return super.update(experience, times);
                    } catch (LeewayException swallowed) {
                        return Map.of("Loss", Double.NaN);
                    }
                }
            };
        }
    }

    static final class MiscountsSteps extends AgentContract {
        @Override
        protected Agent agent(Task task, Dataset dataset, RandomSource random) {
            return new ForwardingAgent(new CloningAgent(task, random)) {
                @Override
                public long step() {
                    return super.step() > 0 ? super.step() + 1 : 0;
                }
            };
        }
    }

    @Test
    void noticesEveryFault() {
        assertThat(Broken.promises(ForgetsItsRandomState.class))
                .containsExactly("goesOnFromACheckpointWithTheSameBytes");
        assertThat(Broken.promises(KeepsItsFirstPolicy.class))
                .containsExactlyInAnyOrder(
                        "itsPolicyAndItsCriticFollowLaterUpdates", "isTheSameForTheSameSeedAndAnotherForAnother");
        assertThat(Broken.promises(IgnoresTheSeed.class))
                .containsExactly("isTheSameForTheSameSeedAndAnotherForAnother");
        assertThat(Broken.promises(GoesOnWithNaN.class)).containsExactly("stopsWhenALossIsNoLongerFinite");
        assertThat(Broken.promises(MiscountsSteps.class)).contains("goesOnFromACheckpointWithTheSameBytes");
    }
}
