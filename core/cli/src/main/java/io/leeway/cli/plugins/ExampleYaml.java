package io.leeway.cli.plugins;

import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.Accelerator;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Configured;
import io.leeway.spi.Diagnostic;
import io.leeway.spi.Tracker;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.engine.Engine;
import io.leeway.wiring.config.KeyDescription;
import io.leeway.wiring.keys.KebabCase;
import io.leeway.wiring.keys.Key;
import io.leeway.wiring.registry.Registered;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** The use of a component, as the part of an experiment that chooses it. */
final class ExampleYaml {
    private ExampleYaml() {}

    /** Returns YAML, a command for a benchmark, or nothing for what is not chosen by name. */
    static String of(Registered<?> registered) {
        Class<?> kind = registered.component().kind();
        String name = registered.component().name();
        if (kind == Diagnostic.class || kind == Accelerator.class) {
            return "leeway doctor";
        }
        List<Key> keys = Key.of(registered.component().configuration());
        if (kind == Benchmark.class) {
            return "leeway bench " + name
                    + String.join("", keys.stream().map(ExampleYaml::option).toList());
        }
        if (kind == ReturnEstimator.class) {
            return "leeway estimate RUN --estimator " + name;
        }
        if (kind == Engine.class) {
            return "leeway sweep SWEEP.yaml --engine " + engine(name, keys);
        }
        List<String> lines = new ArrayList<>();
        lines.add("type: " + name);
        keys.forEach(key -> lines.add(key.name() + ": " + value(key)));
        return place(kind, lines);
    }

    private static String engine(String name, List<Key> keys) {
        List<String> required = keys.stream()
                .filter(key -> key.defaultText() == null && !key.nullable())
                .map(key -> key.name() + ": …")
                .toList();
        return required.isEmpty() ? name : "'{type: " + name + ", " + String.join(", ", required) + "}'";
    }

    private static String option(Key key) {
        return key.defaultText() == null ? "" : " --" + key.name() + " " + key.defaultText();
    }

    private static String value(Key key) {
        if (key.defaultText() != null) {
            return key.defaultText();
        }
        String type = KeyDescription.of(key).type();
        return key.nullable() ? "null  # optional: " + type : "…  # required: " + type;
    }

    private static String place(Class<?> kind, List<String> lines) {
        String place = placeInExperiment(kind);
        if (kind == ExperienceSource.class) {
            return place + ":\n  my-name:\n" + indented(lines, "    ");
        }
        if (kind == Tracker.class) {
            return place + ":\n  - " + indented(lines, "    ").strip();
        }
        return place + ":\n" + indented(lines, "  ");
    }

    private static String placeInExperiment(Class<?> kind) {
        return Key.of(ExperimentConfig.class).stream()
                .filter(key -> chooses(key.type().getType(), kind))
                .map(Key::name)
                .findFirst()
                .orElse(KebabCase.ofKind(kind));
    }

    private static boolean chooses(Type type, Class<?> kind) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type last = arguments[arguments.length - 1];
            return generic.getRawType() == Configured.class ? last == kind : chooses(last, kind);
        }
        return type instanceof Class<?> section
                && section.isRecord()
                && Key.of(section.asSubclass(Record.class)).stream()
                        .anyMatch(key -> key.inline() && chooses(key.type().getType(), kind));
    }

    private static String indented(List<String> lines, String by) {
        return String.join("\n", lines.stream().map(line -> by + line).toList());
    }
}
