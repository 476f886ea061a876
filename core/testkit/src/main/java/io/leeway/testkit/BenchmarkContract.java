package io.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Progress;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The promises of every {@link Benchmark}. */
public abstract class BenchmarkContract {
    /** Creates the benchmark, configured to measure for as short as it can. */
    protected abstract Benchmark benchmark();

    @Test
    void givesFiguresThatAScriptCanRead() {
        Map<String, Object> figures = benchmark().run(Progress.NONE);

        assertThat(figures).isNotEmpty();
        assertThat(figures.keySet()).allSatisfy(name -> assertThat(name).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
        assertThat(figures.values()).allSatisfy(value -> {
            assertThat(value).isInstanceOfAny(Number.class, String.class, Boolean.class, Map.class);
            if (value instanceof Map<?, ?> byName) {
                assertThat(byName.values()).isNotEmpty().allSatisfy(BenchmarkContract::assertFinite);
            } else if (value instanceof Number) {
                assertFinite(value);
            }
        });
    }

    private static void assertFinite(Object value) {
        assertThat(value).isInstanceOf(Number.class);
        assertThat(((Number) value).doubleValue()).isFinite();
    }

    @Test
    void givesTheSameFiguresByNameEachTime() {
        assertThat(benchmark().run(Progress.NONE).keySet())
                .containsExactlyElementsOf(benchmark().run(Progress.NONE).keySet());
    }

    @Test
    void stopsWhenAsked() {
        Progress stopping = new Progress() {
            @Override
            public Task begin(String title, long total, String unit) {
                return (amount, detail) -> {
                    throw new CancellationException("asked to stop");
                };
            }

            @Override
            public void say(String line) {}
        };
        Benchmark benchmark = benchmark();

        assertThatThrownBy(() -> benchmark.run(stopping)).isInstanceOf(CancellationException.class);
    }
}
