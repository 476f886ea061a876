package io.leeway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CellTest {
    @Test
    void meanHasTheStandardErrorOfASample() {
        Cell cell = Cell.mean(2, 4, 4, 6);

        assertThat(cell.value()).isEqualTo(4);
        assertThat(cell.standardError()).isCloseTo(Math.sqrt(8.0 / 3 / 4), within(1e-12));
        assertThat(cell.reason()).isNull();
    }

    @Test
    void oneSeedHasNoStandardErrorAndSaysSo() {
        Cell cell = Cell.mean(7);

        assertThat(cell.value()).isEqualTo(7);
        assertThat(cell.standardError()).isNaN();
        assertThat(cell.reason()).isEqualTo("there is only one seed");
    }

    @Test
    void aSeedThatIsNotANumberMakesTheMeanMissing() {
        Cell cell = Cell.mean(7, Double.NaN);

        assertThat(cell.value()).isNaN();
        assertThat(cell.reason()).isEqualTo("a seed's value is not a number");
    }

    @Test
    void noSeedsMakeTheMeanMissing() {
        assertThat(Cell.mean().reason()).isEqualTo("nothing was measured");
    }

    @Test
    void aMissingValueNeedsAReason() {
        assertThatThrownBy(() -> new Cell(Double.NaN, Double.NaN, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A missing value needs a reason");
    }

    @Test
    void aNegativeStandardErrorIsRefused() {
        assertThatThrownBy(() -> Cell.of(1, -0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A standard error is not negative, but was -0.5");
    }
}
