package io.leeway.cli.experiment;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.experiment.engine.EngineChoice;
import io.leeway.spi.Configured;
import io.leeway.spi.Description;
import io.leeway.spi.engine.Engine;
import io.leeway.wiring.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of where stages are made, and how many side by side. */
public final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "What makes the stages: a name, or a mapping such as '{type: spark, master: ...}'; 'leeway"
                    + " plugins list --kind engine' lists them. Default: this process.")
    private @Nullable String engine;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many stages are made side by side, such as the agents of several seeds; the result is"
                    + " the same. Default: 1 for a run, half of the processors for a sweep, or what the engine says.")
    private @Nullable Integer jobs;

    /** What is written after {@code --engine}. */
    private record Chosen(
            @Description("What makes the stages") Configured<Engine> engine) {}

    /**
     * Returns the choice.
     *
     * @param usual how many stages at once where the user names neither their number nor an engine
     */
    public EngineChoice choice(Invocation invocation, int usual) {
        if (jobs != null && jobs < 1) {
            throw new UsageException("--jobs must be 1 or more, but is " + jobs);
        }
        if (engine == null) {
            return EngineChoice.local(jobs == null ? usual : jobs);
        }
        Setting setting = new Setting("--engine " + engine, "engine", engine);
        Configured<Engine> chosen = invocation
                .configurations()
                .parse("", "of the command", List.of(setting), Chosen.class)
                .engine();
        return new EngineChoice(chosen, jobs == null ? OptionalInt.empty() : OptionalInt.of(jobs));
    }

    /** Returns the same options as they are written on a command line. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (engine != null) {
            arguments.addAll(List.of("--engine", engine));
        }
        if (jobs != null) {
            arguments.addAll(List.of("--jobs", String.valueOf(jobs)));
        }
        return arguments;
    }
}
