package io.leeway.wiring.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeyDescriptionTest {
    @Test
    void everyKeyIsDescribedInWords() {
        assertThat(KeyDescription.of(Kitchen.Meal.class))
                .contains(
                        new KeyDescription("name", "text", null, "must not be blank", "What it is called"),
                        new KeyDescription("guests", "whole number", "4", "must be greater than 0", "How many eat"),
                        new KeyDescription(
                                "salt", "number", "0.5", "must be at least 0, must be less than 10", "Grams of salt"),
                        new KeyDescription("heat", "one of low, medium-high", "medium-high", "", ""),
                        new KeyDescription("time", "duration", "1h30m", "", ""),
                        new KeyDescription("table", "whole number", "null", "", ""),
                        new KeyDescription(
                                "courses",
                                "list of whole numbers",
                                "[1, 2]",
                                "must not be empty, each must be greater than 0",
                                ""),
                        new KeyDescription(
                                "extras", "mapping of names to numbers", "{}", "must have a size of at most 2", ""),
                        new KeyDescription("tableware.plates", "whole number", "6", "must be at least 1", ""),
                        new KeyDescription("cook", "cook", "{type: chef, stars: 2}", "", ""),
                        new KeyDescription("oven", "mapping", "null", "", ""));
    }
}
