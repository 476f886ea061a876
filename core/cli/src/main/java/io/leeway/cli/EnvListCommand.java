package io.leeway.cli;

import io.leeway.spi.environment.EnvironmentHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Lists what a server can make. */
@Command(
        name = "list",
        description = "List the environments that a server can make.",
        customSynopsis = "leeway env list TARGET [FILTER] [--json] [--CLIENT-KEY VALUE]...",
        footerHeading = "%nExamples:%n",
        footer = {"  leeway env list 127.0.0.1:50051", "  leeway env list 127.0.0.1:50051 Cheetah"})
final class EnvListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    final HelpOption help = new HelpOption();

    @Parameters(index = "0", paramLabel = "TARGET", description = "The server, HOST:PORT or unix:PATH.")
    private String target = "";

    @Parameters(index = "1", paramLabel = "FILTER", arity = "0..1", description = "Only ids that contain this.")
    private String filter = "";

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Unmatched
    private List<String> keys = new ArrayList<>();

    EnvListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<EnvironmentHost.Listed> listed;
        try (EnvironmentHost host = EnvironmentTarget.host(session, "leeway env list", target, keys)) {
            listed = host.list(filter);
        }
        if (json) {
            session.output()
                    .json(Map.of(
                            "environments",
                            listed.stream()
                                    .map(each -> Map.of(
                                            "id", each.id(), "maximum_episode_steps", each.maximumEpisodeSteps()))
                                    .toList()));
            return 0;
        }
        List<List<String>> rows = listed.stream()
                .map(each -> List.of(
                        each.id(), each.maximumEpisodeSteps() > 0 ? each.maximumEpisodeSteps() + " steps" : "no limit"))
                .toList();
        Columns.align(rows).forEach(session.output()::line);
        if (listed.isEmpty()) {
            session.output()
                    .message("The server offers no environment"
                            + (filter.isEmpty() ? "." : " with '" + filter + "' in its id."));
        }
        return 0;
    }
}
