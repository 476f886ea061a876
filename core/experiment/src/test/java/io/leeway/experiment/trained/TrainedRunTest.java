package io.leeway.experiment.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.environment.evaluation.PlayedEpisode;
import io.leeway.experiment.ToyEnvironments;
import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedRunTest {
    private static final String EXPERIMENT = """
            name: toy
            seeds: [3, 4]
            environment: toy
            dataset: toy
            denoiser: {type: toy, updates: 10, fail-at: -1}
            sampler: toy
            agent: {type: toy, updates: 100}
            evaluation: {episodes: 7, every: 60}
            experience: {real: {type: real}}
            """;

    @TempDir
    Path folder;

    private final Registry registry = Registry.of(new ToyPlugin());

    private Path run() {
        ExperimentConfig config =
                new Configurations(registry).parse(EXPERIMENT, "toy.yaml", List.of(), ExperimentConfig.class);
        return ToyRuns.runner(registry, folder, Progress.NONE).run(config).directory();
    }

    private TrainedRun open(Path run) {
        return TrainedRun.open(ToyRuns.application(registry, folder, Progress.NONE), run, List.of());
    }

    private AgentEvaluation evaluate(TrainedRun trained, long seed, int episodes) {
        try (TrainedAgent agent = trained.open("real", seed)) {
            return agent.evaluate(trained.quota(episodes), null);
        }
    }

    @Test
    void aTrainedAgentPlaysTheEpisodesOfItsOwnEvaluationAgain() {
        Path run = run();
        assertThat(TrainedRun.isRun(run)).isTrue();
        TrainedRun trained = open(run);
        assertThat(trained.agents()).containsExactly("real");
        assertThat(trained.seeds()).containsExactly(3L, 4L);

        AgentEvaluation again = evaluate(trained, 4, 7);

        Object returns =
                Json.read(run.resolve("checkpoints/real-seed-4/summary.json")).get("returns");
        assertThat(again.episodes().stream()
                        .map(PlayedEpisode::undiscountedReturn)
                        .toList())
                .isEqualTo(returns);
        assertThat(evaluate(trained, 3, 7).episodes()).isNotEqualTo(again.episodes());
        assertThat(evaluate(trained, 4, 3).episodes())
                .isEqualTo(again.episodes().subList(0, 3));
    }

    @Test
    void itsFiguresAreThoseOfTheEpisodes() {
        AgentEvaluation evaluation = new AgentEvaluation(
                "real",
                3,
                new ToyEnvironments().spec(),
                List.of(new PlayedEpisode(0, 8, -10, 20, false), new PlayedEpisode(1, 9, -6, 4, true)));
        // The deviation of two values 4 apart is √8, and its error √8 / √2; a score is 100 (return + 20) / 20.
        assertThat(evaluation.undiscountedReturn()).isEqualTo(new AgentEvaluation.Estimate(-8, 2.0));
        assertThat(evaluation.normalizedScore()).isEqualTo(new AgentEvaluation.Estimate(60, 10.0));
        assertThat(evaluation.tree()).containsEntry("return", -8.0).containsEntry("lengths", List.of(20, 4));
        AgentEvaluation single = new AgentEvaluation(
                "real", 3, evaluation.spec(), evaluation.episodes().subList(0, 1));
        assertThat(single.undiscountedReturn().standardError()).isNull();
        assertThat(Objects.requireNonNull(single.normalizedScore()).standardError())
                .isNull();
    }

    @Test
    void aPolicyThatItsPluginCannotExportIsSaidAndNothingIsLeft() throws Exception {
        Path run = run();
        PolicyExport export = new PolicyExport(open(run), "1");
        assertThatThrownBy(() -> export.write("real", 3, run.resolve("policy")))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The policy of a ToyAgent cannot be exported: its plugin does not say how. Choose a run of"
                        + " another agent, or implement Agent.export in the plugin.");
        assertThat(run).isDirectoryNotContaining(file -> String.valueOf(file.getFileName())
                .contains("policy"));
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        Path run = run();
        Files.delete(run.resolve("checkpoints/real-seed-3"));
        TrainedRun trained = open(run);
        assertThatThrownBy(() -> evaluate(trained, 3, 1))
                .isInstanceOf(LeewayException.class)
                .hasMessage(run + " has no real-seed-3 in its checkpoints (yet): let the run finish, with the same"
                        + " 'leeway run' command as before");
        assertThat(TrainedRun.isRun(folder)).isFalse();
    }

    @Test
    void aRunThatWasCopiedWithoutItsStoreIsSaid() throws Exception {
        Path run = run();
        Path link = run.resolve("checkpoints/real-seed-3");
        Path target = Files.readSymbolicLink(link);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../../elsewhere").resolve(target.getFileName()));
        assertThatThrownBy(() -> evaluate(open(run), 3, 1))
                .isInstanceOf(LeewayException.class)
                .hasMessageStartingWith(link + " leads to "
                        + run.resolveSibling("elsewhere").resolve(target.getFileName())
                        + ", which is not there: a run's"
                        + " folder was moved or copied without the store beside it.");
    }
}
