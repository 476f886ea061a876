package io.leeway.tensorflow.agent.algorithm.conservative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.Agents;
import io.leeway.tensorflow.agent.Configs;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ComboTest {
    private final Dataset dataset =
            new DatasetBuilder(3, 2).walk(RandomSource.of(1), 60, true).build();

    @Test
    void refusesExperienceThatDoesNotSayWhatIsReal() {
        assertThatThrownBy(() -> update(Optional.empty()))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "The agent learns otherwise from real rows than from synthetic ones, but its experience does"
                                + " not say which are real. Choose experience of the type world-model or diffusion,"
                                + " or another"
                                + " agent, such as cql.");
    }

    @Test
    void refusesExperienceOfOneKindAlone() {
        for (int real : new int[] {0, 16}) {
            boolean[] rows = new boolean[16];
            Arrays.fill(rows, real == 16);
            assertThatThrownBy(() -> update(Optional.of(rows)))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The agent learns from real and synthetic rows, but of 16 rows of a batch " + real
                            + " are real. Choose a real-fraction between 0 and 1, such as 0.5, or a mixture of a real"
                            + " and"
                            + " a synthetic source.");
        }
    }

    private void update(Optional<boolean[]> real) {
        ExperienceSource experience = new FixedExperience(dataset.transitions()) {
            @Override
            public Optional<boolean[]> realRows(int rows) {
                assertThat(rows).isEqualTo(16);
                return real;
            }
        };
        try (Agent agent = Agents.COMBO.create(Configs.agent(true), new Task(3, 2), dataset, RandomSource.of(1))) {
            agent.update(experience, 1);
        }
    }
}
