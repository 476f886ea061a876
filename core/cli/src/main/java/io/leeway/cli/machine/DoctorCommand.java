package io.leeway.cli.machine;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Columns;
import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Diagnostic;
import io.leeway.spi.Diagnostic.Finding;
import io.leeway.spi.Diagnostic.Status;
import io.leeway.spi.Progress;
import io.leeway.wiring.registry.PluginProblem;
import io.leeway.wiring.registry.Registered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that checks the machine. */
@Command(
        name = "doctor",
        description = {
            "Check this machine, and say what to do where something is missing.",
            "The exit code is 1 if anything does not work."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  leeway doctor", "  leeway doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>(new MachineDiagnostic(Path.of("")).examine());
        findings.addAll(new PythonDiagnostic(System.getenv()).examine());
        invocation.registry().problems().forEach(problem -> findings.add(finding(problem)));
        Components components = invocation.components(Device.AUTO, Progress.NONE);
        for (Registered<Diagnostic> registered : invocation.registry().ofKind(Diagnostic.class)) {
            findings.addAll(examine(registered, components));
        }
        boolean healthy = findings.stream().noneMatch(finding -> finding.status() == Status.FAILURE);
        if (json) {
            invocation.output().json(tree(healthy, findings));
        } else {
            print(findings);
        }
        return healthy ? 0 : 1;
    }

    private static Finding finding(PluginProblem problem) {
        String remedy = "Mend or remove it; all other plugins work.";
        return new Finding(Status.FAILURE, "Plugin", problem.toString(), remedy);
    }

    /** A diagnostic that fails itself is a finding too. */
    private List<Finding> examine(Registered<Diagnostic> registered, Components components) {
        String name = registered.component().name();
        try {
            return components
                    .create(invocation.configurations().choose(Diagnostic.class, name, "doctor", List.of()))
                    .examine();
        } catch (RuntimeException | LinkageError failure) {
            return List.of(new Finding(Status.FAILURE, name, "could not be examined: " + failure, ""));
        }
    }

    private void print(List<Finding> findings) {
        List<List<String>> rows = findings.stream()
                .map(finding -> List.of(word(finding.status()), finding.subject(), finding.text()))
                .toList();
        List<String> lines = Columns.align(rows);
        for (int i = 0; i < lines.size(); i++) {
            invocation.output().line(lines.get(i));
            if (!findings.get(i).remedy().isEmpty()) {
                invocation.output().line("         " + findings.get(i).remedy());
            }
        }
    }

    private static String word(Status status) {
        return status == Status.OK ? "ok" : status.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> tree(boolean healthy, List<Finding> findings) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("ok", healthy);
        tree.put("findings", findings.stream().map(DoctorCommand::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Finding finding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("status", word(finding.status()));
        tree.put("subject", finding.subject());
        tree.put("text", finding.text());
        tree.put("remedy", finding.remedy());
        return tree;
    }
}
