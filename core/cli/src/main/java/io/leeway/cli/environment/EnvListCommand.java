package io.leeway.cli.environment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.KeyArguments;
import io.leeway.cli.terminal.Columns;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.EnvironmentId;
import io.leeway.spi.environment.EnvironmentHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The command {@code leeway env list}: the environments of plugins, or of a server. */
@Command(
        name = "list",
        preprocessor = KeyArguments.class,
        description = "List the environments that plugins register, or those that a server can make.",
        customSynopsis = {
            "leeway env list [FILTER] [--json]",
            "leeway env list TARGET [FILTER] [--json] [--CLIENT-KEY VALUE]..."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway env list",
            "  leeway env list dense --json",
            "  leeway env list 127.0.0.1:50051",
            "  leeway env list 127.0.0.1:50051 Cheetah"
        })
final class EnvListCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final TargetOption named = new TargetOption();

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            arity = "0..1",
            description = "The server, HOST:PORT or unix:PATH; left out, what plugins register is listed.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "FILTER", arity = "0..1", description = "Only ids that contain this.")
    private String second = "";

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Unmatched
    private List<String> keys = new ArrayList<>();

    /** One line of the list; a server gives no summaries. */
    private record Line(
            String id, int maximumEpisodeSteps, @Nullable String summary) {
        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("id", id);
            tree.put("maximum_episode_steps", maximumEpisodeSteps);
            if (summary != null) {
                tree.put("summary", summary);
            }
            return tree;
        }

        List<String> columns() {
            String limit = maximumEpisodeSteps > 0 ? maximumEpisodeSteps + " steps" : "no limit";
            return summary == null ? List.of(id, limit) : List.of(id, limit, summary);
        }
    }

    EnvListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        boolean server = named.given() || EnvironmentTarget.isAddress(first) || !second.isEmpty() || !keys.isEmpty();
        // With --target, a first word alone is the filter.
        String target = named.given() ? named.or(second.isEmpty() ? "" : first) : first;
        String wanted = server && !named.given() ? second : first;
        List<Line> lines = server ? served(target, wanted) : registered(wanted);
        if (json) {
            invocation
                    .output()
                    .json(Map.of("environments", lines.stream().map(Line::tree).toList()));
            return 0;
        }
        Columns.align(lines.stream().map(Line::columns).toList()).forEach(invocation.output()::line);
        if (lines.isEmpty()) {
            invocation
                    .output()
                    .message((server ? "The server offers" : "Plugins register") + " no environment"
                            + (wanted.isEmpty() ? "." : " with '" + wanted + "' in its id."));
        }
        return 0;
    }

    private List<Line> served(String target, String filter) {
        try (EnvironmentHost host = EnvironmentTarget.host(invocation, "leeway env list", target, keys)) {
            return host.list(filter).stream()
                    .map(each -> new Line(each.id(), each.maximumEpisodeSteps(), null))
                    .toList();
        }
    }

    private List<Line> registered(String wanted) {
        EnvironmentMaker maker = EnvironmentMaker.of(invocation.registry());
        maker.problems().forEach(problem -> invocation.output().message("Warning: plugin " + problem));
        return maker.ids().stream()
                .filter(each -> each.id().contains(wanted))
                .map(EnvListCommand::line)
                .toList();
    }

    private static Line line(EnvironmentId id) {
        Integer limit = id.maximumEpisodeSteps();
        return new Line(id.id(), limit == null ? 0 : limit, id.summary());
    }
}
