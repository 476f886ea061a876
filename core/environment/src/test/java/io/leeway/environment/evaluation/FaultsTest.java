package io.leeway.environment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.support.GaussianActions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluations whose environments fail now and then. */
class FaultsTest {
    /** Depends on the row and the size of the batch, as rounding does in a network's matrix products. */
    static final Policy ROUNDING = new Policy() {
        @Override
        public int observationSize() {
            return 1;
        }

        @Override
        public int actionSize() {
            return 1;
        }

        @Override
        public ActionDistribution distribution(float[] observations, int count) {
            float[] mean = new float[count];
            for (int row = 0; row < count; row++) {
                mean[row] = (float) Math.sin(7 * observations[row] + 0.3 * row + 0.1 * count);
            }
            return new GaussianActions(count, 1, mean, new float[] {1});
        }
    };

    private static final List<Kind> KINDS = List.of(Kind.ENVIRONMENT_ERROR, Kind.TIMEOUT, Kind.LOST_SESSION);

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    private final Progress progress = new Progress() {
        @Override
        public Task begin(String title, long total, String unit) {
            return (amount, detail) -> {};
        }

        @Override
        public void say(String line) {
            said.add(line);
        }
    };

    private List<PlayedEpisode> play(FailingEnvironments environments, Quota quota) {
        return new Evaluator(environments, quota, RandomSource.of(3), progress, pauses::add).play(ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"true, 23, 6", "true, 20, 20", "true, 1, 1", "true, 7, 1", "false, 23, 6", "false, 9, 9"})
    void numbersEqualThoseOfARunWithoutFaults(boolean remote, int episodes, int atOnce) {
        FailingEnvironments sound = new FailingEnvironments(remote, Map.of());
        List<PlayedEpisode> expected = play(sound, new Quota(episodes, atOnce, 0));
        assertThat(expected)
                .extracting(PlayedEpisode::terminated)
                .contains(episodes == 1 ? expected.get(0).terminated() : true);
        int faults = 0;
        for (int seed = 0; seed < 40; seed++) {
            RandomSource random = RandomSource.of(seed);
            Map<Integer, Kind> failures = new HashMap<>();
            for (int i = 0; i < 1 + seed % 6; i++) {
                Kind kind = KINDS.get(random.nextInt(KINDS.size()));
                failures.put(1 + random.nextInt(sound.calls()), kind);
            }
            FailingEnvironments failing = new FailingEnvironments(remote, failures);

            assertThat(play(failing, new Quota(episodes, atOnce, 6)))
                    .as("failures %s", failures)
                    .isEqualTo(expected);
            assertThat(failing.open()).isZero();
            faults += failing.failures();
        }
        assertThat(faults).isGreaterThan(40);
    }

    @Test
    void allEnvironmentsAreOneVector() {
        FailingEnvironments remote = new FailingEnvironments(true, Map.of());
        play(remote, new Quota(10, 4, 0));
        assertThat(remote.mostInFlight()).isEqualTo(1);
    }

    @Test
    void pausesGrowAndFaultsAreTold() {
        play(
                new FailingEnvironments(false, Map.of(1, Kind.LOST_SESSION, 2, Kind.LOST_SESSION, 6, Kind.TIMEOUT)),
                new Quota(2, 2, 3));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(said)
                .startsWith("Episodes 0 to 1 of line-v0 failed (call 1 failed); playing again, retry 1 of 3")
                .hasSize(3);
    }

    @Test
    void theBudgetEndsWithWhatToDo() {
        Map<Integer, Kind> failures = new HashMap<>();
        for (int call = 4; call < 200; call++) {
            failures.put(call, Kind.LOST_SESSION);
        }
        FailingEnvironments failing = new FailingEnvironments(true, failures);
        assertThatThrownBy(() -> play(failing, new Quota(9, 3, 2)))
                .isInstanceOfSatisfying(EnvironmentException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Kind.LOST_SESSION))
                .hasMessageMatching("(?s)Episode.* of line-v0 failed with a lost session after 2 retries"
                        + " \\(evaluation.retries; 'leeway evaluate --retries N'\\): call \\d+ failed."
                        + " See that the server is up and reachable .*");
        assertThat(failing.open()).isZero();
    }

    @Test
    void anObservationThatIsNotANumberIsNamed() {
        assertThatThrownBy(() ->
                        play(new FailingEnvironments(false, Map.of(4, Kind.ENVIRONMENT_ERROR)), new Quota(3, 3, 0)))
                .hasMessageContaining("Episode 1 of line-v0 (seed ")
                .hasMessageContaining(") gave the observation NaN in column 0 at step 2.");
    }
}
