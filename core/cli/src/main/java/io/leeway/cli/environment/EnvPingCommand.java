package io.leeway.cli.environment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.KeyArguments;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.spi.environment.EnvironmentHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The command {@code leeway env ping}: a server's facts, and the time of a message there and back. */
@Command(
        name = "ping",
        preprocessor = KeyArguments.class,
        description = {
            "Show a server's versions and limits, and how long a message takes there and back.",
            "'leeway bench bridge' measures how fast its environments step."
        },
        customSynopsis = "leeway env ping TARGET [--count N] [--json] [--CLIENT-KEY VALUE]...",
        footerHeading = "%nExamples:%n",
        footer = {"  leeway env ping 127.0.0.1:50051", "  leeway env ping 127.0.0.1:50051 --count 1000 --json"})
final class EnvPingCommand implements Callable<Integer> {
    private static final int WARM_UP = 20;

    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final TargetOption named = new TargetOption();

    @Parameters(index = "0", paramLabel = "TARGET", arity = "0..1", description = "The server, HOST:PORT or unix:PATH.")
    private String argument = "";

    @Option(names = "--count", paramLabel = "N", description = "How many messages. Default: ${DEFAULT-VALUE}.")
    private int count = 200;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Unmatched
    private List<String> keys = new ArrayList<>();

    EnvPingCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > 100_000) {
            throw new UsageException("--count is " + count + ", but must be from 1 to 100000.");
        }
        String target = named.or(argument);
        try (EnvironmentHost host = EnvironmentTarget.host(invocation, "leeway env ping", target, keys)) {
            EnvironmentHost.Facts facts = host.facts();
            double[] micros = measure(host);
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("target", target);
            tree.put("server", facts.server());
            tree.put("protocol", facts.protocolVersion());
            tree.put("versions", facts.versions());
            tree.put("capabilities", facts.capabilities());
            tree.put("limits", facts.limits());
            tree.put("messages", count);
            tree.put("round_trip_us_p50", micros[count / 2]);
            tree.put("round_trip_us_p99", micros[Math.min(count - 1, count * 99 / 100)]);
            show(tree);
        }
        return 0;
    }

    private double[] measure(EnvironmentHost host) {
        for (int i = 0; i < WARM_UP; i++) {
            host.ping();
        }
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            Duration taken = host.ping();
            micros[i] = taken.toNanos() / 1e3;
        }
        Arrays.sort(micros);
        return micros;
    }

    private void show(Map<String, Object> tree) {
        if (json) {
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        tree.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, part) -> rows.add(List.of(name + " " + key, String.valueOf(part))));
            } else if (value instanceof List<?> list) {
                rows.add(List.of(
                        name,
                        String.join(", ", list.stream().map(String::valueOf).toList())));
            } else {
                rows.add(List.of(name, Figures.text(value)));
            }
        });
        Columns.align(rows).forEach(invocation.output()::line);
    }
}
