package io.leeway.experiment.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.environment.diagnosis.Findings;
import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.report.Facts;
import io.leeway.report.table.TextTable;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Diagnoses of a tiny run on a line. */
final class SourceDiagnosisTest {
    private static final String EXPERIMENT = """
            name: toy
            seeds: [3]
            environment: toy
            dataset: toy
            denoiser: {type: toy, updates: 10, fail-at: -1}
            sampler: toy
            agent: {type: toy, updates: 100}
            evaluation: {episodes: 2, every: 100}
            experience: {real: {type: real}, synthetic: {type: synthetic}}
            """;

    @TempDir
    Path folder;

    private final Registry registry = Registry.of(new ToyPlugin());
    private Path run = Path.of("");

    @BeforeEach
    void run() {
        ExperimentConfig config =
                new Configurations(registry).parse(EXPERIMENT, "toy.yaml", List.of(), ExperimentConfig.class);
        run = ToyRuns.runner(registry, folder, Progress.NONE).run(config).directory();
    }

    private DiagnosisResult diagnose(long seed) {
        try (TrainedRun opened =
                TrainedRun.open(ToyRuns.application(registry, folder, Progress.NONE), run, List.of())) {
            Dataset real = opened.dataset(3);
            SourceDiagnosis diagnosis = new SourceDiagnosis(
                    real, opened.environments().orElse(null), 1000, RandomSource.of(seed), Progress.NONE, null);
            opened.agents().forEach(agent -> diagnosis.entry(opened, agent, 3));
            diagnosis.dataset("copied", () -> real);
            diagnosis.dataset("lost", () -> {
                throw new LeewayException("there is no lost.hdf5");
            });
            return diagnosis.result();
        }
    }

    @Test
    void measuresEverySourceOfARunAlikeAndADatasetToo() {
        DiagnosisResult result = diagnose(0);
        Map<String, Findings> sources = result.sources();
        assertThat(sources).containsOnlyKeys("held-out data", "real", "synthetic", "copied");
        assertThat(sources.values()).allSatisfy(findings -> assertThat(findings.figures())
                .containsKeys("dynamics_error", "behaviour_log_likelihood", "wasserstein", "coverage", "diversity"));
        assertThat(figure(sources, "held-out data", "dynamics_error")).isLessThan(1e-9);
        assertThat(figure(sources, "real", "dynamics_error")).isLessThan(1e-9);
        assertThat(figure(sources, "real", "copies")).isEqualTo(1);
        assertThat(figure(sources, "copied", "novelty")).isEqualTo(0);
        assertThat(figure(sources, "copied", "wasserstein")).isCloseTo(0, within(1e-9));
        assertThat(figure(sources, "synthetic", "dynamics_error")).isGreaterThan(1e-4);
        assertThat(figure(sources, "synthetic", "network_evaluations")).isEqualTo(1);
        assertThat(figures(sources, "synthetic")).containsKeys("seconds", "policy_log_likelihood");
        assertThat(result.notes()).containsExactly("lost was not measured: there is no lost.hdf5.");
    }

    /** A file may be called as an entry is, or as the data that is held out. */
    @Test
    void keepsApartSourcesOfTheSameName() {
        try (TrainedRun opened =
                TrainedRun.open(ToyRuns.application(registry, folder, Progress.NONE), run, List.of())) {
            Dataset real = opened.dataset(3);
            SourceDiagnosis diagnosis = new SourceDiagnosis(real, null, 1000, RandomSource.of(0), Progress.NONE, null);
            assertThat(diagnosis.measuredSomething()).isFalse();
            diagnosis.entry(opened, "real", 3);
            diagnosis.dataset("real", () -> real);
            diagnosis.dataset("real", () -> real);
            diagnosis.dataset("held-out data", () -> real);
            assertThat(diagnosis.result().sources())
                    .containsOnlyKeys("held-out data", "real", "real (2)", "real (3)", "held-out data (2)");
            assertThat(diagnosis.measuredSomething()).isTrue();
        }
    }

    private static double figure(Map<String, Findings> sources, String source, String name) {
        return Objects.requireNonNull(figures(sources, source).get(name), name);
    }

    private static Map<String, Double> figures(Map<String, Findings> sources, String source) {
        return Objects.requireNonNull(sources.get(source), source).figures();
    }

    @Test
    void findsTheSameWithTheSameSeed() {
        Map<String, Double> first = withoutTimings(diagnose(1));
        assertThat(withoutTimings(diagnose(1))).isEqualTo(first);
    }

    private static Map<String, Double> withoutTimings(DiagnosisResult result) {
        Map<String, Double> figures = new HashMap<>(figures(result.sources(), "synthetic"));
        figures.keySet().removeAll(List.of("seconds", "transitions_per_s"));
        return figures;
    }

    @Test
    void goesOnWithoutASourceThatCannotBeMade() throws IOException {
        Files.delete(run.resolve("checkpoints/denoiser-seed-3"));
        DiagnosisResult result = diagnose(0);
        assertThat(result.sources()).containsOnlyKeys("held-out data", "real", "copied");
        assertThat(result.notes()).anySatisfy(note -> assertThat(note)
                .startsWith("synthetic was not measured: ")
                .contains("has no denoiser-seed-3 in its checkpoints"));
    }

    @Test
    void isWrittenAsAPageAPictureAndFigures() throws IOException {
        DiagnosisResult result = diagnose(0);
        Path out = folder.resolve("out");
        Path page = new DiagnosisFolder(out).write(result, "toy", new Facts("Setting", List.of()));
        assertThat(Files.readString(page)).contains("Diagnosis of toy", "Wasserstein-1 by column", "lost was not");
        assertThat(ImageIO.read(out.resolve("diagnosis.png").toFile()).getWidth())
                .isEqualTo(2400);
        assertThat(Json.read(out.resolve("diagnosis.json"))).containsOnlyKeys("sources", "notes");
        assertThat(TextTable.plain(new DiagnosisReport(result).headlines()))
                .contains("held-out data", "synthetic", "Coverage");
        new DiagnosisFolder(out).write(result, "toy", new Facts("Setting", List.of()));

        Files.delete(out.resolve("diagnosis.json"));
        assertThatThrownBy(() -> new DiagnosisFolder(out).write(result, "toy", new Facts("Setting", List.of())))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("has a report.html that is not of a diagnosis");
    }

    @Test
    void eachRefreshOfTheRunSaysHowNewAndVariedItIs() throws IOException {
        List<String> refreshes = Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"refresh\""))
                .toList();
        assertThat(refreshes).isNotEmpty().allSatisfy(line -> assertThat(line)
                .contains("\"coverage\":", "\"novelty\":", "\"diversity\":", "\"dynamics_error\":"));
    }
}
