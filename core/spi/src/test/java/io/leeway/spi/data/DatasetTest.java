package io.leeway.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.environment.Space;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetTest {
    /**
     * Two observation columns, one action column; an episode of three steps that terminated and one of two that did
     * not.
     */
    private static Dataset twoEpisodes(Map<String, String> provenance) {
        float[] observations = {0, 10, 1, 11, 2, 12, 3, 13, 100, 110, 101, 111, 102, 112};
        float[] actions = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
        float[] rewards = {1, 2, 3, 4, 5};
        return new Dataset(
                2,
                1,
                observations,
                actions,
                rewards,
                new int[] {3, 2},
                new boolean[] {true, false},
                new boolean[] {false, true},
                provenance);
    }

    @Test
    void knowsItsEpisodes() {
        Dataset dataset = twoEpisodes(Map.of());
        assertThat(dataset.episodes()).isEqualTo(2);
        assertThat(dataset.steps()).isEqualTo(5);
        assertThat(dataset.firstStep(1)).isEqualTo(3);
        assertThat(dataset.length(0)).isEqualTo(3);
        assertThat(dataset.length(1)).isEqualTo(2);
        assertThat(dataset.terminated(0)).isTrue();
        assertThat(dataset.truncated(1)).isTrue();
    }

    @Test
    void choicesKeepTheirElementsInAWiderSpace() {
        Dataset dataset = new Dataset(
                1,
                2,
                new float[3],
                new float[] {1, 0, 0, 1},
                new float[2],
                new int[] {2},
                new boolean[1],
                new boolean[] {true},
                Map.of(),
                new Space.Discrete(2, 1));
        Dataset wider = dataset.withChoices(new Space.Discrete(4, 0));
        assertThat(wider.choices()).contains(new Space.Discrete(4, 0));
        assertThat(wider.actions()).containsExactly(0, 1, 0, 0, 0, 0, 1, 0);
        assertThat(wider.truncated(0)).isTrue();
        assertThatThrownBy(() -> dataset.withChoices(new Space.Discrete(2, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyStepIsATransitionAndOnlyATerminationIsTerminal() {
        Transitions transitions = twoEpisodes(Map.of()).transitions();
        assertThat(transitions.count()).isEqualTo(5);
        assertThat(transitions.observations()).containsExactly(0, 10, 1, 11, 2, 12, 100, 110, 101, 111);
        assertThat(transitions.nextObservations()).containsExactly(1, 11, 2, 12, 3, 13, 101, 111, 102, 112);
        assertThat(transitions.actions()).containsExactly(0.1f, 0.2f, 0.3f, 0.4f, 0.5f);
        assertThat(transitions.rewards()).containsExactly(1, 2, 3, 4, 5);
        assertThat(transitions.terminals()).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    void everyStepButTheLastOfItsEpisodeIsFollowedByTheNext() {
        Transitions transitions = twoEpisodes(Map.of()).transitions();
        assertThat(transitions.followed()).containsExactly(1, 1, 0, 1, 0);
        assertThat(transitions.nextActions()).as("those of the next rows").isEmpty();
    }

    @Test
    void provenanceKeepsItsOrderAndDoesNotChange() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : new String[] {"source", "environment", "a", "z", "m", "steps"}) {
            given.put(name, name);
        }
        Dataset dataset = twoEpisodes(given);
        given.put("late", "late");
        assertThat(dataset.provenance().keySet()).containsExactly("source", "environment", "a", "z", "m", "steps");
        assertThatThrownBy(() -> dataset.provenance().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesColumnsThatDisagreeNamingThem() {
        assertThatThrownBy(() -> dataset(new float[4], new float[3], new float[2], 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The column 'actions' needs 2 values, but has 3");
        assertThatThrownBy(() -> dataset(new float[3], new float[2], new float[2], 1, 1))
                .hasMessage("The column 'observations' needs 4 values, but has 3");
        assertThatThrownBy(() -> dataset(new float[4], new float[2], new float[1], 1, 1))
                .hasMessage("The column 'rewards' needs 2 values, but has 1");
        assertThatThrownBy(() -> dataset(new float[4], new float[2], new float[2], 2, 0))
                .hasMessage("Episode 1 has 0 steps, but an episode has at least one");
        assertThatThrownBy(() -> dataset(new float[4], new float[2], new float[2], Integer.MAX_VALUE, 1))
                .isInstanceOf(ArithmeticException.class);
    }

    private static Dataset dataset(float[] observations, float[] actions, float[] rewards, int... lengths) {
        boolean[] flags = new boolean[lengths.length];
        return new Dataset(1, 1, observations, actions, rewards, lengths, flags, flags, Map.of());
    }
}
