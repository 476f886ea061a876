package io.leeway.bridge.server.metrics;

import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.SessionRequest.CommandCase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The counters and timers of a server, for Prometheus. */
public final class ServerMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<CommandCase, Timer> requests = new EnumMap<>(CommandCase.class);
    private final Map<FailureKind, Counter> failures = new EnumMap<>(FailureKind.class);
    private final Counter steps = Counter.builder("leeway.environment.steps")
            .description("Environment steps")
            .register(registry);
    private final Counter unauthenticated = Counter.builder("leeway.unauthenticated.calls")
            .description("Calls that were refused for want of the token")
            .register(registry);

    public ServerMetrics() {
        for (CommandCase each : CommandCase.values()) {
            requests.put(
                    each,
                    Timer.builder("leeway.request")
                            .description("Time in the environments and in coding, by command")
                            .tag("command", label(each))
                            .serviceLevelObjectives(
                                    Duration.ofNanos(100_000),
                                    Duration.ofMillis(1),
                                    Duration.ofMillis(10),
                                    Duration.ofMillis(100),
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(10))
                            .register(registry));
        }
        for (FailureKind each : FailureKind.values()) {
            failures.put(
                    each,
                    Counter.builder("leeway.failures")
                            .description("Requests that failed, by kind")
                            .tag("kind", label(each).replace("failure-kind-", ""))
                            .register(registry));
        }
    }

    private static String label(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Shows a number as it is when it is asked for. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    public void executed(CommandCase command, int count, long nanoseconds) {
        timer(command).record(nanoseconds, TimeUnit.NANOSECONDS);
        if (command == CommandCase.STEP) {
            steps.increment(count);
        }
    }

    @SuppressWarnings("NullAway") // every command has its timer
    private Timer timer(CommandCase command) {
        return requests.get(command);
    }

    public void failed(FailureKind kind) {
        Counter counter = failures.get(kind);
        if (counter != null) {
            counter.increment();
        }
    }

    public void unauthenticated() {
        unauthenticated.increment();
    }

    /** Returns the text that Prometheus reads. */
    String text() {
        return registry.scrape();
    }
}
