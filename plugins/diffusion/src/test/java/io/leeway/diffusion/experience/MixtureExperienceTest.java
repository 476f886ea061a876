package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.ExperienceSourceContract;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.FixedExperience;
import io.leeway.testkit.agent.GaussianPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class MixtureExperienceTest extends ExperienceSourceContract {
    @Override
    protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
        return Sources.mixture(
                new MixtureExperienceConfig(List.of(
                        part(1, "real", new RealExperience.Config(TimeLimitRule.GOES_ON)),
                        part(2, "diffusion", DiffusionExperienceConfig.of(20, 1000, 0, Sources.GUIDED)),
                        part(1, "diffusion", DiffusionExperienceConfig.of(20, 500, 0, Sources.UNGUIDED)))),
                dataset,
                random);
    }

    @Test
    void dividesEveryBatchByTheWeights() {
        int[] rows = rows(64);
        assertThat(rows).containsExactly(16, 32, 16);
        assertThat(rows(10)).containsExactly(3, 5, 2);
        assertThat(rows(0)).containsExactly(0, 0, 0);
    }

    private static int[] rows(int batch) {
        MixtureExperience mixture = mixture(constant(1), constant(2), constant(3));
        Transitions drawn = Transitions.zeros(1, 1, batch);
        mixture.sample(RandomSource.of(1), drawn, 0, batch);
        int[] rows = new int[3];
        for (float reward : drawn.rewards()) {
            rows[Math.round(reward) - 1]++;
        }
        return rows;
    }

    private record Index(int value) {}

    /** Returns a mixture of three sources, the second of which has half of the rows. */
    private static MixtureExperience mixture(ExperienceSource... parts) {
        return mixture(index -> parts[index]);
    }

    private static MixtureExperience mixture(IntFunction<ExperienceSource> parts) {
        return new MixtureExperience(
                new MixtureExperienceConfig(
                        List.of(part(1, "0", new Index(0)), part(2, "1", new Index(1)), part(1, "2", new Index(2)))),
                DirectComponents.of((choice, bindings) -> parts.apply(((Index) choice.configuration()).value)),
                RandomSource.of(1));
    }

    @Test
    void saysOfEveryPartsRowsWhichAreReal() {
        // the first half of each part's rows is synthetic, the last half real
        assertThat(mixture(constant(1), constant(2), constant(3)).realRows(16).orElseThrow())
                .containsExactly(
                        false, false, true, true, false, false, false, false, true, true, true, true, false, false,
                        true, true);
        ExperienceSource unknown = new FixedExperience(Transitions.zeros(1, 1, 1)) {
            @Override
            public Optional<boolean[]> realRows(int rows) {
                return Optional.empty();
            }
        };
        assertThat(mixture(constant(1), unknown, constant(3)).realRows(16)).isEmpty();
        // of one row the second part has all, and no other is asked
        assertThat(mixture(unknown, constant(2), unknown).realRows(1)).isPresent();
    }

    @Test
    void closesThePartsBeforeOneThatCannotBeCreated() {
        List<String> closed = new ArrayList<>();
        assertThatThrownBy(() -> mixture(index -> {
                    if (index == 2) {
                        throw new LeewayException("there is no third");
                    }
                    return closing(index, closed);
                }))
                .isInstanceOf(LeewayException.class)
                .hasMessage("there is no third")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("closed 0"));
        assertThat(closed).containsExactly("0", "1");
    }

    @Test
    void closesEveryPartAlsoAfterOneThatFails() {
        List<String> closed = new ArrayList<>();
        MixtureExperience mixture = mixture(index -> closing(index, closed));
        assertThatThrownBy(mixture::close).isInstanceOf(LeewayException.class).hasMessage("closed 0");
        assertThat(closed).containsExactly("0", "1", "2");
    }

    private static ExperienceSource closing(int index, List<String> closed) {
        return new FixedExperience(Transitions.zeros(1, 1, 1)) {
            @Override
            public void close() {
                closed.add(String.valueOf(index));
                throw new LeewayException("closed " + index);
            }
        };
    }

    private static ExperienceSource constant(float reward) {
        Transitions transitions = Transitions.zeros(1, 1, 1);
        transitions.rewards()[0] = reward;
        return new FixedExperience(transitions);
    }

    @Test
    void refreshesEveryPartInItsOwnTime() {
        Dataset dataset =
                new DatasetBuilder(3, 2).walk(RandomSource.of(1), 60, true).build();
        ExperienceSource mixture = source(new Task(3, 2), dataset, RandomSource.of(1));
        Agent agent = new FixedAgent(GaussianPolicy.constant(3, 2, 0, 0.5f), null);
        assertThat(mixture.refreshEvery()).isEqualTo(500);
        assertThat(mixture.refresh(agent, 0))
                .containsKeys("part_0_real_transitions", "part_1_guided", "part_2_guided")
                .containsEntry("network_evaluations", 8.0);
        float[] first = mixture.synthetic().orElseThrow().values().clone();
        assertThat(mixture.refresh(agent, 500)).containsKey("part_2_guided").doesNotContainKey("part_1_guided");
        float[] second = mixture.synthetic().orElseThrow().values();
        int half = first.length / 2;
        assertThat(Arrays.copyOf(second, half)).isEqualTo(Arrays.copyOf(first, half));
        assertThat(Arrays.copyOfRange(second, half, 2 * half)).isNotEqualTo(Arrays.copyOfRange(first, half, 2 * half));
        assertThat(mixture.refresh(agent, 1000)).containsEntry("part_1_guided", 1.0);
    }

    private static MixtureExperienceConfig.Part part(double weight, String type, Record configuration) {
        return new MixtureExperienceConfig.Part(weight, new Configured<>(ExperienceSource.class, type, configuration));
    }
}
