package io.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** The rules for the figures that a component reports. */
public final class ReportedFigures {
    private ReportedFigures() {}

    /** Checks that every figure is finite and has a snake_case name. */
    public static void assertSound(Map<String, Double> figures) {
        figures.forEach((name, value) -> {
            assertThat(name).as("name of a figure").matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
            assertThat(value).as(name).isFinite();
        });
    }
}
