package io.leeway.cli.plugins;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Columns;
import io.leeway.wiring.keys.KebabCase;
import io.leeway.wiring.registry.Nearest;
import io.leeway.wiring.registry.PluginProblem;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code leeway plugins list}: all components. */
@Command(
        name = "list",
        description = "List what all plugins offer, and what is wrong with any of them.",
        footerHeading = "%nExamples:%n",
        footer = {"  leeway plugins list", "  leeway plugins list --kind guidance --json"})
final class PluginsListCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Option(names = "--kind", paramLabel = "KIND", description = "List one kind alone, such as guidance or agent.")
    private @Nullable String kind;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    PluginsListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Registry registry = invocation.registry();
        List<Registered<?>> chosen = registry.all().stream()
                .filter(registered -> kind == null || kindOf(registered).equals(kind))
                .toList();
        if (chosen.isEmpty() && kind != null) {
            throw new UsageException(unknownKind(registry, kind));
        }
        if (json) {
            invocation.output().json(tree(chosen, registry.problems()));
        } else {
            print(chosen);
            invocation.registryWithWarnings();
        }
        return 0;
    }

    private static String unknownKind(Registry registry, String kind) {
        List<String> kinds = registry.kinds().stream().map(KebabCase::ofKind).toList();
        return "There is no kind '" + kind + "'." + Nearest.question(kind, kinds) + " There are: "
                + String.join(", ", kinds) + ".";
    }

    private static String kindOf(Registered<?> registered) {
        return KebabCase.ofKind(registered.component().kind());
    }

    private void print(List<Registered<?>> chosen) {
        String last = "";
        List<List<String>> rows = new ArrayList<>();
        for (Registered<?> registered : chosen) {
            boolean first = !kindOf(registered).equals(last);
            last = kindOf(registered);
            rows.add(List.of(
                    first ? last : "",
                    registered.component().name(),
                    registered.component().summary(),
                    jar(registered)));
        }
        Columns.align(rows).forEach(invocation.output()::line);
    }

    private static String jar(Registered<?> registered) {
        return String.valueOf(Path.of(registered.origin().location()).getFileName());
    }

    private static Map<String, Object> tree(List<Registered<?>> chosen, List<PluginProblem> problems) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("components", chosen.stream().map(PluginsListCommand::tree).toList());
        tree.put("problems", problems.stream().map(PluginProblem::toString).toList());
        return tree;
    }

    private static Map<String, Object> tree(Registered<?> registered) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", kindOf(registered));
        tree.put("name", registered.component().name());
        tree.put("summary", registered.component().summary());
        tree.put("version", registered.component().version());
        tree.put("plugin", registered.origin().plugin());
        tree.put("location", registered.origin().location());
        return tree;
    }
}
