package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.experiment.TrainedAgentOptions.Chosen;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Interruption;
import io.leeway.environment.evaluation.EpisodeFilm;
import io.leeway.environment.evaluation.PlayedEpisode;
import io.leeway.environment.evaluation.Quota;
import io.leeway.experiment.trained.AgentEvaluation;
import io.leeway.experiment.trained.TrainedAgent;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that plays a trained agent of a run again. */
@Command(
        name = "evaluate",
        description = {
            "Play episodes with a trained agent of a run.",
            "They are the first ones of the run's own evaluation, unless the environment is another."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway evaluate runs/quickstart-1a2b3c4d --agent guided --video guided.gif",
            "  leeway evaluate runs/quickstart-1a2b3c4d/checkpoints/real-seed-1 --environment-set layout=medium",
            "  leeway evaluate runs/cheetah-1a2b3c4d --environment grpc \\",
            "      --environment-set target=127.0.0.1:50051 --environment-set id=HalfCheetah-v5"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final TrainedAgentOptions options = new TrainedAgentOptions();

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Another environment to play in, by its component's name.")
    private @Nullable String environment;

    @Option(
            names = "--environment-set",
            paramLabel = "KEY=VALUE",
            description = "Replace a key of the environment; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--episodes", paramLabel = "N", description = "How many episodes. Default: ${DEFAULT-VALUE}.")
    private int episodes = 10;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "How often episodes are played again after the environment failed, hung or was lost. Default:"
                    + " the run's evaluation.retries.")
    private @Nullable Integer retries;

    @Option(names = "--video", paramLabel = "FILE.gif", description = "Write the first episode as an animated GIF.")
    private @Nullable Path video;

    @Option(
            names = "--steps-per-second",
            paramLabel = "N",
            description = "How fast the video is. Default: ${DEFAULT-VALUE}.")
    private double stepsPerSecond = 50;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    EvaluateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (episodes < 1 || episodes > 100_000) {
            throw new UsageException("--episodes is " + episodes + ", but must be from 1 to 100000.");
        } else if (retries != null && (retries < 0 || retries > 1000)) {
            throw new UsageException("--retries is " + retries + ", but must be from 0 to 1000.");
        } else if (!(stepsPerSecond >= 0.1) || stepsPerSecond > 10_000) {
            throw new UsageException("--steps-per-second is " + stepsPerSecond + ", but must be from 0.1 to 10000.");
        }
        EpisodeFilm film = video == null ? null : new EpisodeFilm(video, stepsPerSecond);
        invocation.registryWithWarnings();
        Progress progress = invocation.progress(quiet, Interruption.listening(invocation.output()));
        try (Chosen chosen = options.choose(invocation, progress, environmentSettings());
                TrainedAgent trained = chosen.open()) {
            show(chosen, trained.evaluate(quota(chosen.run()), film));
        }
        return 0;
    }

    private Quota quota(TrainedRun run) {
        return retries == null ? run.quota(episodes) : run.quota(episodes, retries);
    }

    private List<Setting> environmentSettings() {
        List<Setting> all = new ArrayList<>();
        if (environment != null) {
            all.add(new Setting("--environment " + environment, "environment", environment));
        }
        for (String text : settings) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--environment-set " + text + " must have the form KEY=VALUE.");
            }
            all.add(new Setting(
                    "--environment-set " + text,
                    "environment." + text.substring(0, equals),
                    text.substring(equals + 1)));
        }
        return all;
    }

    private void show(Chosen chosen, AgentEvaluation evaluation) {
        if (json) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("run", chosen.folder().toString());
            tree.putAll(evaluation.tree());
            tree.put("video", video == null ? null : video.toString());
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Agent", evaluation.agent() + ", seed " + evaluation.seed()));
        rows.add(List.of("Environment", evaluation.spec().id()));
        evaluation.spec().settings().forEach((name, setting) -> rows.add(List.of("  " + name, setting)));
        rows.add(List.of("Return", text(evaluation.undiscountedReturn())));
        AgentEvaluation.Estimate score = evaluation.normalizedScore();
        if (score != null) {
            rows.add(List.of("Normalised score", text(score)));
        }
        Columns.align(rows).forEach(invocation.output()::line);
        invocation
                .output()
                .line("Mean ± standard error over " + evaluation.episodes().size() + " episodes.");
        invocation.output().line("");
        Columns.align(table(evaluation.episodes())).forEach(invocation.output()::line);
        if (video != null) {
            invocation.output().line("");
            invocation.output().line("Video of episode 0: " + video);
        }
    }

    private static List<List<String>> table(List<PlayedEpisode> episodes) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("Episode", "Return", "Steps", "Ended by", "Seed"));
        for (PlayedEpisode episode : episodes) {
            table.add(List.of(
                    Integer.toString(episode.number()),
                    number(episode.undiscountedReturn()),
                    Integer.toString(episode.steps()),
                    episode.terminated() ? "terminal state" : "limit",
                    Long.toString(episode.seed())));
        }
        return table;
    }

    private static String text(AgentEvaluation.Estimate estimate) {
        Double error = estimate.standardError();
        return number(estimate.mean()) + (error == null ? "" : " ± " + number(error));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
