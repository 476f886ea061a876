package io.leeway.cli.experiment;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.experiment.config.SamplingConfig;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.experiment.trained.TrajectorySampling;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what trajectories are sampled from. */
final class SamplingOptions {
    @Parameters(paramLabel = "RUN", description = "The run's folder, with its manifest.json.")
    Path run = Path.of("");

    @Option(names = "--seed", paramLabel = "SEED", description = "Gives the same noise. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--run-seed",
            paramLabel = "SEED",
            description = "The denoiser of which of the run's seeds. Default: its first.")
    private @Nullable Long runSeed;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description = "What turns noise into trajectories: a name, or '{type: NAME, KEY: VALUE}'."
                    + " Default: the run's.")
    private @Nullable String sampler;

    @Option(
            names = "--guidance",
            paramLabel = "NAME",
            description = "What steers each step: a name, or '{type: policy, coefficient: 1}'. Default: nothing.")
    private @Nullable String guidance;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "Whose policy guides: an entry of the run's 'experience'. Default: its only one.")
    private @Nullable String agent;

    @Option(names = "--device", description = "Where tensors are computed: ${COMPLETION-CANDIDATES}.")
    private Device device = Device.AUTO;

    /** The networks that were chosen, and the run that they are of. */
    record Opened(TrainedRun run, TrajectorySampling sampling) implements AutoCloseable {
        @Override
        public void close() {
            sampling.close();
            run.close();
        }
    }

    /** Opens what is chosen; the caller closes it. */
    Opened open(Invocation invocation, Progress progress) {
        RunFolder.require(run);
        invocation.registryWithWarnings();
        TrainedRun opened = TrainedRun.open(invocation.application(device, progress), run, List.of());
        try {
            return new Opened(
                    opened, opened.sampling(new TrainedRun.Choice(seedOf(opened), agent, configuration(invocation))));
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw failure;
        }
    }

    private long seedOf(TrainedRun opened) {
        if (runSeed != null && !opened.seeds().contains(runSeed)) {
            throw new UsageException(opened.noSeed(runSeed));
        } else if (agent != null && !opened.agents().contains(agent)) {
            throw new UsageException(opened.noAgent(agent));
        }
        return runSeed == null ? opened.seeds().get(0) : runSeed;
    }

    private SamplingConfig configuration(Invocation invocation) {
        List<Setting> settings = new ArrayList<>();
        if (sampler != null) {
            settings.add(new Setting("--sampler " + sampler, "sampler", sampler));
        }
        if (guidance != null) {
            settings.add(new Setting("--guidance " + guidance, "guidance", guidance));
        }
        return invocation.configurations().parse("", "of sampling", settings, SamplingConfig.class);
    }

    /** Returns the options as a user gives them, which is a part of what a dataset says of its making. */
    String text() {
        StringBuilder text = new StringBuilder();
        append(text, "--run-seed", runSeed);
        append(text, "--sampler", sampler);
        append(text, "--guidance", guidance);
        append(text, "--agent", agent);
        return text.toString();
    }

    private static void append(StringBuilder text, String option, @Nullable Object value) {
        if (value != null) {
            String word = String.valueOf(value);
            text.append(' ').append(option).append(' ').append(word.matches("[\\w.-]+") ? word : "'" + word + "'");
        }
    }
}
