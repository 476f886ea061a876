package io.leeway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberStyleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 62.349 | 62.3",
                "1 | 62.35 | 62.4",
                "1 | -0.04 | 0.0",
                "1 | -62.35 | −62.4",
                "0 | 48210.5 | 48,211",
                "2 | 1234567.891 | 1,234,567.89",
                "1 | Infinity | ∞",
                "1 | -Infinity | −∞"
            })
    void decimals(int digits, double value, String expected) {
        assertThat(NumberStyle.decimals(digits).value(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "0.0012345 | 0.00123",
                "0.0123 | 0.0123",
                "0.1 | 0.100",
                "9.996 | 10.0",
                "1234.5 | 1,230",
                "-0.5 | −0.500",
                "0.0001 | 0.000100",
                "0.00001234 | 1.23e−5",
                "0.000099996 | 0.000100",
                "1234567890 | 1.23e9"
            })
    void threeSignificantDigits(double value, String expected) {
        assertThat(NumberStyle.significant(3).value(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.00123 | 0.00012 | 0.00012",
                "0.00123 | 0.0000012 | 1e−6",
                "0.5 | 0.0004 | 0.0004",
                "0.5 | 0 | 0.000",
                "1234 | 56.7 | 57",
                "1.2e-7 | 3.14e-9 | 3.1e−9",
                "0 | 0.25 | 0.25"
            })
    void anErrorEndsAtItsValuesPlace(double value, double error, String expected) {
        assertThat(NumberStyle.significant(3).error(value, error)).isEqualTo(expected);
    }

    @Test
    void aFixedStyleGivesTheErrorItsDecimals() {
        assertThat(NumberStyle.decimals(1).error(62.4, 3.06)).isEqualTo("3.1");
    }

    @Test
    void noSignificantDigitIsRefused() {
        assertThatThrownBy(() -> NumberStyle.significant(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Digits lie within 1 and 15, but were 0");
    }
}
