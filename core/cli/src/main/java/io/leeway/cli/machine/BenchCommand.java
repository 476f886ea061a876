package io.leeway.cli.machine;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.KeyArguments;
import io.leeway.cli.command.KeyOptions;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.plugins.ComponentDescription;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.cli.terminal.Interruption;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.config.KeyDescription;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The command that measures speeds on this machine. */
@Command(
        name = "bench",
        preprocessor = KeyArguments.class,
        description = {
            "Measure how fast something is on this machine.",
            "Without SUBJECT, list what can be measured. 'leeway bench SUBJECT --help' shows its keys; the value of"
                    + " the first",
            "may stand without its name."
        },
        customSynopsis = "leeway bench [-q] [--json] [--device=auto|cpu|gpu] [SUBJECT [FIRST-VALUE]] [--KEY VALUE]...",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway bench",
            "  leeway bench maze2d --json",
            "  leeway bench agents --batch 256 --hidden 256,256 --json",
            "  leeway bench devices --device gpu",
            "  leeway bench dataset halfcheetah-medium.hdf5",
            "  leeway bench maze2d --help"
        })
final class BenchCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SUBJECT", arity = "0..1", description = "What to measure.")
    private String subject = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the subject; '--KEY VALUE' is short for it.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--device", description = "Where tensors are computed: ${COMPLETION-CANDIDATES}.")
    private Device device = Device.AUTO;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            description = "Show this help, or the subject's keys.")
    private boolean help;

    @Unmatched
    private List<String> keys = new ArrayList<>();

    BenchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!subject.isEmpty()
                && invocation.registry().lookup(Benchmark.class, subject).isEmpty()) {
            throw new UsageException("There is no benchmark '" + subject + "'."
                    + invocation.registry().suggestion(Benchmark.class, subject));
        }
        if (subject.isEmpty() && help) {
            spec.commandLine().usage(invocation.output().results());
        } else if (subject.isEmpty()) {
            list();
        } else if (help) {
            describe();
        } else {
            measure();
        }
        return 0;
    }

    private void list() {
        if (!keys.isEmpty()) {
            throw new UsageException(
                    "Name the subject before its keys: leeway bench SUBJECT " + String.join(" ", keys));
        }
        List<Registered<Benchmark>> subjects = invocation.registryWithWarnings().ofKind(Benchmark.class);
        if (json) {
            invocation
                    .output()
                    .json(Map.of(
                            "subjects",
                            subjects.stream().map(BenchCommand::name).toList()));
            return;
        }
        List<List<String>> rows = subjects.stream()
                .map(registered ->
                        List.of(name(registered), registered.component().summary()))
                .toList();
        Columns.align(rows).forEach(invocation.output()::line);
    }

    private static String name(Registered<Benchmark> registered) {
        return registered.component().name();
    }

    private void describe() {
        Registered<Benchmark> registered = invocation.registry().find(Benchmark.class, subject);
        invocation
                .output()
                .line(registered.title() + ": " + registered.component().summary());
        List<KeyDescription> described =
                KeyDescription.of(registered.component().configuration());
        ComponentDescription.keyLines(described, "--").forEach(invocation.output()::line);
    }

    /** Returns the keys as the user wrote them, with its name before a value that stands first without one. */
    private List<String> named() {
        List<KeyDescription> known = KeyDescription.of(
                invocation.registry().find(Benchmark.class, subject).component().configuration());
        if (keys.isEmpty() || keys.get(0).startsWith("-") || known.isEmpty()) {
            return keys;
        }
        List<String> named = new ArrayList<>(keys);
        named.add(0, "--" + known.get(0).path());
        return named;
    }

    /** Returns a setting as YAML: a list may stand as 1,2 on the command line. */
    private Setting listed(Setting setting) {
        String value = setting.value();
        boolean list =
                KeyDescription.of(invocation
                                .registry()
                                .find(Benchmark.class, subject)
                                .component()
                                .configuration())
                        .stream()
                        .anyMatch(key ->
                                key.path().equals(setting.path()) && key.type().startsWith("list of"));
        return list && value != null && !value.startsWith("[")
                ? new Setting(setting.option(), setting.path(), "[" + value + "]")
                : setting;
    }

    private void measure() {
        List<Setting> all = new ArrayList<>();
        KeyOptions.settings(named()).forEach(setting -> all.add(listed(setting)));
        settings.forEach(text -> all.add(Setting.of(text)));
        Configured<Benchmark> choice =
                invocation.configurations().choose(Benchmark.class, subject, "leeway bench " + subject, all);
        Interruption interruption = Interruption.listening(invocation.output());
        Progress progress = invocation.progress(quiet, interruption);
        Map<String, Object> figures =
                invocation.components(device, progress).create(choice).run(progress);
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("subject", subject);
            tree.put("configuration", ConfigurationTree.of(choice.configuration()));
            tree.putAll(figures);
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        figures.forEach((name, figure) -> {
            if (figure instanceof Map<?, ?> byName) {
                byName.forEach((part, number) -> rows.add(List.of(name + " " + part, Figures.text(number))));
            } else {
                rows.add(List.of(name, Figures.text(figure)));
            }
        });
        Columns.align(rows).forEach(invocation.output()::line);
    }
}
