package io.leeway.environment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.environment.evaluation.PlacedEnvironments.Place;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.testkit.environment.LineEnvironments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluations in several places, some of which are slow, fail, hang or die. */
@Timeout(120)
class PlacesTest {
    private static final int EPISODES = 41;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

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

    private final List<Place> places = new ArrayList<>();

    private Place place(String name) {
        Place place = new Place(name);
        places.add(place);
        return place;
    }

    private List<PlayedEpisode> play(Quota quota) {
        return play(new PlacedEnvironments(places), quota);
    }

    private List<PlayedEpisode> play(io.leeway.spi.environment.Environments environments, Quota quota) {
        return new Evaluator(environments, quota, RandomSource.of(3), progress, PlacesTest::brief)
                .play(FaultsTest.ROUNDING);
    }

    private static void brief(Duration pause) {
        try {
            Thread.sleep(2);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("Interrupted");
        }
    }

    private List<PlayedEpisode> alone(Quota quota) {
        return play(new LineEnvironments(), quota);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(places).allSatisfy(place -> assertThat(place.open()).isZero());
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "2, 41", "2, 1", "3, 7", "3, 10", "7, 4"})
    void figuresEqualThoseOfOnePlaceHoweverOftenEachFails(int count, int atOnce) {
        Quota quota = new Quota(EPISODES, atOnce, 1000);
        List<PlayedEpisode> expected = alone(quota);
        for (int seed = 0; seed < 12; seed++) {
            places.clear();
            for (int i = 0; i < count; i++) {
                place("p" + i).failOften(0.02 * (seed % 4), 10L * seed + i);
            }
            assertThat(play(quota)).isEqualTo(expected);
        }
        assertThat(said).isNotEmpty();
    }

    @Test
    void theFreePlacePlaysMore() {
        Place slow = place("slow").slow(5);
        Place fast = place("fast");
        Quota quota = new Quota(EPISODES, 6, 3);
        assertThat(play(quota)).isEqualTo(alone(quota));
        assertThat(fast.resets()).isGreaterThan(2 * slow.resets());
    }

    @Test
    void aPlaceThatDiesGivesItsEpisodesToTheOther() {
        place("dying").dieAtStep(5);
        place("other");
        Quota quota = new Quota(EPISODES, 8, 2);
        assertThat(play(quota)).isEqualTo(alone(quota));
    }

    @Test
    void aPlaceThatHangsHoldsNothingUp() {
        place("hanging").hangAtStep(3);
        place("other");
        Quota quota = new Quota(EPISODES, EPISODES, 2);
        assertThat(play(quota)).isEqualTo(alone(quota));
        assertThat(said).isEmpty();
    }

    @Test
    void placesOfWhichAllButOneHangHoldNothingUp() {
        place("a").hangAtStep(3);
        place("b").hangAtStep(6);
        place("c");
        Quota quota = new Quota(EPISODES, EPISODES, 2);
        assertThat(play(quota)).isEqualTo(alone(quota));
    }

    @Test
    void allPlacesThatDieAreNamed() {
        place("a").dieAtStep(2);
        place("b").dieAtStep(9);
        assertThatThrownBy(() -> play(new Quota(EPISODES, 8, 1)))
                .isInstanceOfSatisfying(EnvironmentException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Kind.LOST_SESSION))
                .hasMessageContaining("failed with a lost session after 1 retries in each of 2 places")
                .hasMessageContaining("a is dead")
                .hasMessageContaining("b is dead")
                .hasMessageContaining("leeway env ping");
        assertThat(said).anyMatch(line -> line.contains("left out until the next evaluation"));
    }

    @Test
    void aPlaceThatIsRefusedEndsThePlay() {
        place("a");
        place("b").refuse();
        assertThatThrownBy(() -> play(new Quota(EPISODES, 8, 3)))
                .isInstanceOf(LeewayException.class)
                .isNotInstanceOf(EnvironmentException.class)
                .hasMessage("b is another environment");
    }

    @Test
    void anInterruptedPlayEndsAndClosesAll() throws InterruptedException {
        place("a").hangAtStep(3);
        place("b").hangAtStep(4);
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread caller = new Thread(() -> {
            try {
                play(new Quota(EPISODES, 8, 3));
            } catch (RuntimeException cancelled) {
                thrown.add(cancelled);
            }
        });
        caller.start();
        Thread.sleep(300);
        caller.interrupt();
        caller.join();
        assertThat(thrown).singleElement().isInstanceOf(java.util.concurrent.CancellationException.class);
    }
}
