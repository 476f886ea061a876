package io.leeway.environment.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.environment.Recorded;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The wrappers against Gymnasium's, whose answers {@code gymnasium_reference.py} wrote down. */
class GymnasiumReferenceTest {
    private static JsonNode reference() {
        try (InputStream input = GymnasiumReferenceTest.class.getResourceAsStream("gymnasium_reference.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(input));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Returns the numbers of arrays within arrays, in order. */
    private static double[] numbers(JsonNode node) {
        List<Double> found = new ArrayList<>();
        collect(node, found);
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void collect(JsonNode node, List<Double> found) {
        if (node.isNumber()) {
            found.add(node.doubleValue());
        } else {
            node.forEach(each -> collect(each, found));
        }
    }

    @Test
    void observationsAreNormalisedAsGymnasiums() {
        JsonNode reference = reference().get("normalized");
        List<Value> given = new ArrayList<>();
        reference.get("observations").forEach(each -> given.add(new Value.Reals(numbers(each))));
        Space space = Space.Box.of(2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, ElementType.FLOAT64);
        try (NormalizeObservation environment =
                new NormalizeObservation(new Recorded(3, space, Space.Box.of(1, -1, 1, ElementType.FLOAT32), given))) {
            double[] first =
                    environment.reset(null, null, Map.of()).observations().reals();
            assertThat(first).isEqualTo(numbers(reference.get("normalized").get(0)));
            for (int i = 1; i < given.size(); i++) {
                double[] seen = environment
                        .step(new Value.Reals(new double[3]))
                        .observations()
                        .reals();
                assertThat(seen)
                        .as("step %d", i)
                        .isEqualTo(numbers(reference.get("normalized").get(i)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void actionsAreRescaledAsGymnasiums(ElementType type) {
        boolean single = type == ElementType.FLOAT32;
        JsonNode reference = reference().get(single ? "rescaled32" : "rescaled64");
        double[] low = {-2, 0.1, -7};
        double[] high = {6, 0.4, -3.3};
        for (int i = 0; i < 3 && single; i++) {
            low[i] = (float) low[i];
            high[i] = (float) high[i];
        }
        for (int row = 0; row < reference.get("actions").size(); row++) {
            Recorded inner = new Recorded(
                    1,
                    Space.Box.of(1, -1, 1, ElementType.FLOAT32),
                    new Space.Box(List.of(3), low, high, type),
                    List.of(new Value.Reals(new double[1])));
            RescaleAction environment = new RescaleAction(inner, -1, 1);
            environment.step(new Value.Reals(numbers(reference.get("actions").get(row))));
            assertThat(inner.lastActions())
                    .as("actions %d", row)
                    .isEqualTo(numbers(reference.get("rescaled").get(row)));
        }
    }

    @Test
    void observationsAreFlattenedAsGymnasiums() {
        JsonNode reference = reference().get("flattened");
        Map<String, Space> parts = new LinkedHashMap<>();
        parts.put("choice", new Space.Discrete(3, -1));
        parts.put(
                "pair",
                new Space.Tuple(List.of(
                        new Space.MultiDiscrete(List.of(2), new long[] {2, 3}, new long[] {0, 10}),
                        new Space.MultiBinary(List.of(2)))));
        Space.Box position = Space.Box.of(4, -1, 2, ElementType.FLOAT64);
        parts.put("position", new Space.Box(List.of(2, 2), position.low(), position.high(), ElementType.FLOAT64));
        parts.put("word", new Space.Text(1, 4, "abc"));
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("word", new Value.Texts(List.of("b", "cab")));
        values.put("position", new Value.Reals(new double[] {9, 8, 7, 6, 0.5, -1, 2, 0.25}));
        values.put("choice", new Value.Integers(new long[] {-1, 1}));
        values.put(
                "pair",
                new Value.Items(List.of(
                        new Value.Integers(new long[] {0, 12, 1, 11}), new Value.Integers(new long[] {1, 1, 0, 1}))));
        FlattenObservation environment = new FlattenObservation(new Recorded(
                2,
                new Space.Dict(parts),
                Space.Box.of(1, -1, 1, ElementType.FLOAT32),
                List.of(new Value.Entries(values))));

        Space.Box flat = (Space.Box) environment.spec().observationSpace();
        double[] rows = environment.reset(null, null, Map.of()).observations().reals();

        assertThat(flat.low()).isEqualTo(numbers(reference.get("low")));
        assertThat(flat.high()).isEqualTo(numbers(reference.get("high")));
        assertThat(rows).hasSize(2 * flat.size());
        assertThat(java.util.Arrays.copyOfRange(rows, flat.size(), 2 * flat.size()))
                .isEqualTo(numbers(reference.get("value")));
        assertThat(java.util.Arrays.copyOf(rows, flat.size()))
                .containsExactly(1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 9, 8, 7, 6, 1, 3, 3, 3);
    }
}
