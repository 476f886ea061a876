package io.leeway.cli.environment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.KeyArguments;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Columns;
import io.leeway.environment.EnvironmentCheck;
import io.leeway.environment.EnvironmentCheck.Finding;
import io.leeway.environment.EnvironmentCheck.Status;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.environment.EnvironmentHost;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The command {@code leeway env check}: a trial of an environment, as Gymnasium's {@code check_env} is. */
@Command(
        name = "check",
        preprocessor = KeyArguments.class,
        description = {
            "Try an environment as Gymnasium's check_env does: a server's, through the wire, or a plugin's.",
            "Exits with 1 where a check failed; warnings do not count."
        },
        customSynopsis = {
            "leeway env check TARGET [--id ID] [--json] [--CLIENT-KEY VALUE]...",
            "leeway env check ID [--set KEY=VALUE]... [--json]"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway env check 127.0.0.1:50051 --id HalfCheetah-v5",
            "  leeway env check maze2d-medium-v1",
            "  leeway env check maze2d --set layout=medium --set margin=0.004"
        })
final class EnvCheckCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final TargetOption named = new TargetOption();

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            arity = "0..1",
            description = {
                "The server, HOST:PORT or unix:PATH; or the ID of a plugin's environment, such as maze2d-umaze-v1, or",
                "the name of its component, such as maze2d."
            })
    private String argument = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Which environment of the server; needed if it has several.")
    private String id = "";

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set a key of a plugin's environment.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Unmatched
    private List<String> keys = new ArrayList<>();

    EnvCheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        String target = named.or(argument);
        List<Finding> findings;
        if (EnvironmentTarget.isAddress(target)) {
            try (EnvironmentHost host = EnvironmentTarget.host(invocation, "leeway env check", target, keys);
                    Environments environments = host.environments(id.isEmpty() ? onlyId(target, host) : id, Map.of())) {
                findings = EnvironmentCheck.of(environments);
            }
        } else {
            List<Setting> all = settings.stream().map(Setting::of).toList();
            try (Environments environments = EnvironmentMaker.of(invocation.registry())
                    .environments(target, "leeway env check " + target, all)) {
                findings = EnvironmentCheck.of(environments);
            }
        }
        show(findings);
        return findings.stream().anyMatch(finding -> finding.status() == Status.FAILED) ? 1 : 0;
    }

    private static String onlyId(String target, EnvironmentHost host) {
        List<EnvironmentHost.Listed> listed = host.list("");
        if (listed.size() != 1) {
            throw new UsageException("Which environment? " + target + " has " + listed.size()
                    + ": name one with --id; 'leeway env list " + target + "' lists them.");
        }
        return listed.get(0).id();
    }

    private void show(List<Finding> findings) {
        if (json) {
            invocation
                    .output()
                    .json(Map.of(
                            "findings",
                            findings.stream()
                                    .map(finding -> Map.of(
                                            "status", word(finding.status()),
                                            "check", finding.check(),
                                            "detail", finding.detail()))
                                    .toList()));
            return;
        }
        List<List<String>> rows = findings.stream()
                .map(finding -> List.of(word(finding.status()), finding.check(), finding.detail()))
                .toList();
        Columns.align(rows).forEach(invocation.output()::line);
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
