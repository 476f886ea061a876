package io.leeway.wiring.keys;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequirementTest {
    record Everything(
            @Positive int a,
            @PositiveOrZero int b,
            @Negative int c,
            @NegativeOrZero int d,
            @Min(2) int e,
            @Max(3) int f,
            @DecimalMin("0.5") double g,
            @DecimalMin(value = "0.5", inclusive = false) double h,
            @DecimalMax("0.5") double i,
            @DecimalMax(value = "0.5", inclusive = false) double j,
            @Size(min = 1, max = 2) String k,
            @Size(min = 1) String l,
            @Size(max = 2) String m,
            @NotEmpty String n,
            @NotBlank String o,
            @Pattern(regexp = "[a-z]") String p,

            @Pattern(regexp = "[a-z]", message = "must be a letter")
            String q,

            @Digits(integer = 1, fraction = 2) double r) {}

    @Test
    void everyConstraintIsSaidInWords() {
        List<String> words = Key.of(Everything.class).stream()
                .flatMap(key -> key.constraints().stream())
                .map(Requirement::of)
                .toList();
        assertThat(words)
                .containsExactly(
                        "must be greater than 0",
                        "must be at least 0",
                        "must be less than 0",
                        "must be at most 0",
                        "must be at least 2",
                        "must be at most 3",
                        "must be at least 0.5",
                        "must be greater than 0.5",
                        "must be at most 0.5",
                        "must be less than 0.5",
                        "must have a size of 1 to 2",
                        "must have a size of at least 1",
                        "must have a size of at most 2",
                        "must not be empty",
                        "must not be blank",
                        "must match the regular expression [a-z]",
                        "must be a letter",
                        "must satisfy @Digits");
    }
}
