package io.leeway.cli.plugins;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.wiring.registry.Nearest;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code leeway plugins describe}: a component and its keys. */
@Command(
        name = "describe",
        description = "Describe a component: its keys with their defaults, and an example.",
        footerHeading = "%nExamples:%n",
        footer = {"  leeway plugins describe td3-bc", "  leeway plugins describe maze2d --json"})
final class PluginsDescribeCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Parameters(paramLabel = "NAME", description = "The component's name; every kind that has it is shown.")
    private String name = "";

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    PluginsDescribeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Registry registry = invocation.registry();
        List<ComponentDescription> found = registry.all().stream()
                .filter(registered -> registered.component().name().equals(name))
                .map(ComponentDescription::of)
                .toList();
        if (found.isEmpty()) {
            List<String> names = registry.all().stream()
                    .map(Registered::component)
                    .map(component -> component.name())
                    .distinct()
                    .sorted()
                    .toList();
            throw new UsageException("There is no component '" + name + "'." + Nearest.question(name, names)
                    + " 'leeway plugins list' shows all. Plugins add more: --plugins DIR.");
        }
        if (json) {
            invocation
                    .output()
                    .json(Map.of(
                            "components",
                            found.stream().map(ComponentDescription::tree).toList()));
        } else {
            String text = String.join(
                    "\n\n", found.stream().map(ComponentDescription::text).toList());
            invocation.output().line(text);
        }
        return 0;
    }
}
