package io.leeway.wiring.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3",
        "coefficient, coeficient, 1",
        "guidance, gudiance, 1",
        "'', abc, 3",
        "abc, abc, 0",
        "ca, abc, 3"
    })
    void theDistanceCountsLettersThatAreWrongMissingTooManyOrSwapped(String left, String right, int distance) {
        assertThat(Nearest.distance(left, right)).isEqualTo(distance);
        assertThat(Nearest.distance(right, left)).isEqualTo(distance);
    }

    @Test
    void theNearestIsFoundWhateverTheCase() {
        assertThat(Nearest.to("UPDTAES", List.of("update", "updates", "dates"))).contains("updates");
    }

    @Test
    void whatIsFarFromEverythingIsNotGuessed() {
        assertThat(Nearest.to("seeds", List.of("stride", "horizon"))).isEmpty();
        assertThat(Nearest.question("seeds", List.of("stride", "horizon"))).isEmpty();
    }

    @Test
    void ofTwoEquallyNearTheFirstByNameIsTaken() {
        assertThat(Nearest.question("bat", List.of("rat", "cat"))).isEqualTo(" Did you mean 'cat'?");
    }
}
