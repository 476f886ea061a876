package io.leeway.cli;

import io.leeway.experiment.run.Target;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Component;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Diagnostic;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plugin to call commands with. */
public final class Workshop implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(Benchmark.class, "count", "Counts", CountConfig.class, Count.class),
                Component.of(Benchmark.class, "fail", "Fails as it is told", FailConfig.class, Fail.class),
                Component.of(Guidance.class, "count", "Counts steps", PlainConfig.class, Plain.class));
    }

    record CountConfig(
            @Description("How far to count") @Default("3") @Positive
            int number,

            @Nullable Integer by) {}

    record Count(CountConfig config) implements Benchmark {
        @Inject
        Count {}

        @Override
        public Map<String, Object> run(Progress progress) {
            try (Progress.Task task = progress.begin("Counting", config.number(), "numbers")) {
                task.advance(config.number(), "");
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("numbers_per_s", 1234.5);
            figures.put("numbers", config.number());
            figures.put("share", 0.25);
            figures.put("fast", true);
            return figures;
        }
    }

    enum Way {
        BUG,
        MISUSE,
        ERROR,
        MEMORY,
        CANCEL
    }

    record FailConfig(Way way) {}

    record Fail(FailConfig config) implements Benchmark {
        @Inject
        Fail {}

        @Override
        public Map<String, Object> run(Progress progress) {
            switch (config.way()) {
                case BUG -> throw new IllegalStateException("wires crossed");
                case MISUSE -> throw new LeewayException("The disk is full. Make room.");
                case ERROR -> throw new NoSuchMethodError("gone");
                case MEMORY -> throw new OutOfMemoryError("Java heap space");
                default -> throw new java.util.concurrent.CancellationException();
            }
        }
    }

    record PlainConfig(@Description("How hard") double strength) {}

    record Plain(PlainConfig config) implements Guidance {
        @Inject
        Plain {}

        @Override
        public Target target() {
            return Target.NOTHING;
        }

        @Override
        public void guide(GuidanceStep step) {}
    }

    /** A plugin whose diagnostic finds fault. */
    static final class Hospital implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return List.of(Component.of(Diagnostic.class, "ward", "Looks", NoKeys.class, Ward.class));
        }
    }

    record NoKeys() {}

    record Ward(NoKeys config) implements Diagnostic {
        @Inject
        Ward {}

        @Override
        public List<Finding> examine() {
            return List.of(
                    new Finding(Status.WARNING, "Bed", "is short", "Bend your knees."),
                    new Finding(Status.FAILURE, "Roof", "leaks", "Buy a bucket."));
        }
    }

    /** A plugin whose diagnostic does not work. */
    static final class Ruin implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return List.of(Component.of(Diagnostic.class, "ruin", "Breaks", NoKeys.class, Broken.class));
        }
    }

    record Broken(NoKeys config) implements Diagnostic {
        @Inject
        Broken {}

        @Override
        public List<Finding> examine() {
            throw new UnsatisfiedLinkError("no natives");
        }
    }
}
