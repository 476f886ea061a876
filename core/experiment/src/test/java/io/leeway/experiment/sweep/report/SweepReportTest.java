package io.leeway.experiment.sweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.experiment.sweep.results.EntryResult;
import io.leeway.experiment.sweep.results.JobResult;
import io.leeway.experiment.sweep.results.JobResult.Status;
import io.leeway.experiment.sweep.results.SweepAxis;
import io.leeway.experiment.sweep.results.SweepAxis.Role;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.experiment.sweep.results.SweepTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepReportTest {
    @TempDir
    private Path folder;

    @Test
    void allFilesAreWrittenAndEqualResultsGiveEqualBytes() throws IOException {
        SweepResults results = new SampleSweep(List.of("umaze", "medium"), List.of("1"), 4).results();
        SweepReport.write(results, folder.resolve("a"));
        SweepReport.write(results, folder.resolve("b"));

        List<String> written = files(folder.resolve("a"));
        assertThat(written)
                .contains("report.html", "results.json", "results.csv", "tables/variants.md", "tables/variants.tex")
                .contains("tables/differences.csv", "pictures/differences-1.png", "pictures/profiles.png")
                .contains("pictures/learning-1.png", "pictures/cost-1.png", "pictures/budget-1.png")
                .contains("pictures/trajectories-1.png", "trajectories.svg");
        assertThat(files(folder.resolve("b"))).isEqualTo(written);
        for (String file : written) {
            assertThat(folder.resolve("a").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
        }
        assertThat(Files.readString(folder.resolve("a/tables/variants.tex")))
                .contains("\\begin{tabular}", "$\\pm$", "td3-bc")
                .doesNotContain("±");
    }

    @Test
    void figuresAreThoseOfTheJobsAndNoIntervalWithZeroIsADifference() throws IOException {
        JsonNode json = json(SampleSweep.usual());

        int higher = 0;
        for (JsonNode variant : json.get("variants")) {
            List<Double> scores = scores(
                    json, variant.get("variant").asText(), variant.get("task").asText());
            if (!variant.get("task").asText().equals("all tasks")) {
                double mean =
                        scores.stream().mapToDouble(each -> each).average().orElseThrow();
                assertThat(variant.at("/mean/value").asDouble()).isCloseTo(mean, within(1e-9));
            }
            assertThat(variant.get("runs").asInt()).isEqualTo(scores.size());
            assertThat(variant.at("/mean/low").asDouble())
                    .isLessThan(variant.at("/mean/value").asDouble());
        }
        for (JsonNode difference : json.get("differences")) {
            boolean zero = difference.get("low").asDouble() <= 0
                    && difference.get("high").asDouble() >= 0;
            assertThat(difference.get("verdict").asText().equals("no difference shown"))
                    .isEqualTo(zero);
            higher += difference.get("verdict").asText().equals("higher") ? 1 : 0;
        }
        assertThat(higher).isPositive();
        JsonNode uneven = StreamSupport.stream(json.get("differences").spliterator(), false)
                .filter(each -> each.get("variant").asText().equals("guided · agent td3-bc · coefficient 0.5"))
                .findFirst()
                .orElseThrow();
        assertThat(uneven.get("pairs").asInt()).isEqualTo(6);
        assertThat(uneven.get("unpaired_seeds").asInt()).isEqualTo(2);
        assertThat(json.get("notes").toString())
                .contains("1 job failed", "1 job did not end yet", "6 pairs, 2 seeds left out", "1 episode of 240");
    }

    private static List<Double> scores(JsonNode json, String variant, String task) {
        Set<String> artifacts = new HashSet<>();
        List<Double> scores = new ArrayList<>();
        for (JsonNode job : json.get("jobs")) {
            for (JsonNode entry : job.get("entries")) {
                boolean here =
                        task.equals("all tasks") || entry.get("task").asText().equals(task);
                if (entry.get("variant").asText().equals(variant)
                        && here
                        && artifacts.add(entry.get("artifact").asText())) {
                    scores.add(entry.get("score").asDouble());
                }
            }
        }
        return scores;
    }

    @Test
    void failedJobsStandInTheTableWithTheirErrors() throws IOException {
        SweepReport.write(SampleSweep.usual(), folder);

        assertThat(Files.readAllLines(folder.resolve("results.csv")))
                .hasSize(1 + 94 * 3 + 2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("job-0005,failed,,,umaze,td3-bc,0.5,5,\"The loss of the critic is NaN after"));
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("The loss of the critic is NaN after 1,200");
    }

    @Test
    void oneSeedHasNoIntervalAndSaysSo() throws IOException {
        JsonNode json = json(new SampleSweep(List.of("umaze"), List.of("1"), 1).results());

        for (JsonNode variant : json.get("variants")) {
            assertThat(variant.at("/interquartile_mean/low").isNull()).isTrue();
            assertThat(variant.at("/interquartile_mean/no_interval").asText()).isEqualTo("there is only one seed");
            assertThat(variant.get("standard_error").isNull()).isTrue();
        }
        assertThat(json.get("differences")).hasSize(15).allSatisfy(difference -> {
            assertThat(difference.get("verdict").asText()).isEqualTo("too few pairs");
            assertThat(difference.get("low").isNull()).isTrue();
        });
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("One seed: there are no standard errors and no intervals, and no difference can be shown.")
                .doesNotContain("Forest plot");
    }

    @Test
    void aVariantThatDivergedIsNamedAndTheOthersAreReported() throws IOException {
        List<JobResult> jobs = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            jobs.add(job("a" + seed, "1", seed, seed == 1 ? Double.NaN : 5.0 + seed));
            jobs.add(job("b" + seed, "2", seed, 9.0 + seed));
        }
        JsonNode json = json(results(jobs));

        assertThat(json.get("variants")).hasSize(1);
        assertThat(json.at("/variants/0/variant").asText()).isEqualTo("coefficient 2");
        assertThat(json.get("notes").toString())
                .contains("The score of 'coefficient 1' on 'toy-v0' with seed 1 is NaN, not a finite number: nothing is"
                        + " worked out of this variant's scores.");
    }

    /** Conditions and exclusions of axes make it so: some are compared with the first alone, others with each other. */
    @Test
    void tasksMayHaveDifferentVariants() throws IOException {
        List<JobResult> jobs = new ArrayList<>();
        for (int variant = 1; variant <= 7; variant++) {
            for (long seed = 0; seed < 3; seed++) {
                String id = variant + "-" + seed;
                JobResult job = job("wide-" + id, String.valueOf(variant), seed, variant + 0.1 * seed * variant);
                jobs.add(job);
                if (variant <= 3) {
                    EntryResult entry = job.entries().get(0);
                    jobs.add(new JobResult(
                            "narrow-" + id,
                            Map.of("guidance.coefficient", String.valueOf(variant), "maze", "narrow"),
                            seed,
                            Status.FINISHED,
                            null,
                            List.of(new EntryResult(
                                    entry.entry(),
                                    new SweepTask("narrow-v0", "", null),
                                    List.of(),
                                    List.of(),
                                    entry.figures(),
                                    Map.of(),
                                    "narrow-" + id,
                                    null,
                                    null))));
                }
            }
        }
        SweepAxis coefficient = SweepAxis.of(
                "guidance.coefficient",
                "experience.guided.guidance.coefficient",
                List.of("1", "2", "3", "4", "5", "6", "7"));
        SweepAxis maze = new SweepAxis("maze", List.of("narrow"), Role.TASK);

        JsonNode json =
                json(new SweepResults("uneven", List.of(coefficient, maze), Map.of(), jobs, List.of(), Map.of()));

        assertThat(json.get("differences")).hasSize(6 + 3);
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
    }

    /**
     * An axis that does not touch an entry, as a coefficient of guidance does not touch real data, makes no variants.
     */
    @Test
    void entriesThatAnAxisDoesNotTouchAreOneVariant() throws IOException {
        JsonNode json = json(new SampleSweep(List.of("umaze"), List.of("0.5", "1", "2"), 3).results());

        List<String> variants = new ArrayList<>();
        json.get("variants").forEach(each -> variants.add(each.get("variant").asText()));
        assertThat(variants)
                .containsExactlyInAnyOrder(
                        "real · agent td3-bc",
                        "unguided · agent td3-bc",
                        "guided · agent td3-bc · coefficient 0.5",
                        "guided · agent td3-bc · coefficient 1",
                        "guided · agent td3-bc · coefficient 2",
                        "real · agent iql",
                        "unguided · agent iql",
                        "guided · agent iql · coefficient 0.5",
                        "guided · agent iql · coefficient 1",
                        "guided · agent iql · coefficient 2");
        json.get("variants").forEach(each -> {
            String name = each.get("variant").asText();
            // Two of the jobs did not end; what is of all coefficients is had from another of them.
            assertThat(each.get("runs").asInt()).as(name).isEqualTo(expectedRuns(name));
        });
    }

    private static int expectedRuns(String variant) {
        return switch (variant) {
            case "guided · agent td3-bc · coefficient 1", "guided · agent td3-bc · coefficient 2" -> 2;
            default -> 3;
        };
    }

    @Test
    void eachIsComparedWithTheBaselineOfItsOwnAgent() throws IOException {
        JsonNode json = json(new SampleSweep(List.of("umaze"), List.of("0.5", "2"), 4)
                .results(Map.of("experience", List.of("real", "unguided"))));

        assertThat(pairs(json))
                .containsExactlyInAnyOrder(
                        "unguided · agent td3-bc − real · agent td3-bc",
                        "guided · agent td3-bc · coefficient 0.5 − real · agent td3-bc",
                        "guided · agent td3-bc · coefficient 2 − real · agent td3-bc",
                        "unguided · agent iql − real · agent iql",
                        "guided · agent iql · coefficient 0.5 − real · agent iql",
                        "guided · agent iql · coefficient 2 − real · agent iql",
                        "guided · agent td3-bc · coefficient 0.5 − unguided · agent td3-bc",
                        "guided · agent td3-bc · coefficient 2 − unguided · agent td3-bc",
                        "guided · agent iql · coefficient 0.5 − unguided · agent iql",
                        "guided · agent iql · coefficient 2 − unguided · agent iql");
    }

    private static List<String> pairs(JsonNode json) {
        List<String> pairs = new ArrayList<>();
        json.get("differences")
                .forEach(each -> pairs.add(each.get("variant").asText() + " − "
                        + each.get("baseline").asText()));
        return pairs;
    }

    @Test
    void anAxisCanBeTheBaseline() throws IOException {
        JsonNode json = json(new SampleSweep(List.of("umaze"), List.of("0.5", "2"), 4)
                .results(Map.of("guidance.coefficient", List.of("0.5"))));

        assertThat(pairs(json))
                .containsExactlyInAnyOrder(
                        "guided · agent td3-bc · coefficient 2 − guided · agent td3-bc · coefficient 0.5",
                        "guided · agent iql · coefficient 2 − guided · agent iql · coefficient 0.5");
    }

    @Test
    void aSweepWithoutAFinishedJobIsReportedToo() throws IOException {
        JsonNode json = json(results(
                List.of(new JobResult("a", Map.of("guidance.coefficient", "1"), 0, Status.PENDING, null, List.of()))));

        assertThat(json.get("variants")).isEmpty();
        assertThat(json.get("notes").toString()).contains("1 job did not end yet");
        assertThat(folder.resolve("report.html")).exists();
    }

    @Test
    void resultsThatContradictThemselvesAreRefused() {
        JobResult job = job("a", "1", 0, 5);
        assertThatThrownBy(() -> results(List.of(job, job("b", "1", 0, 5))))
                .hasMessage("The job 'b' is there twice: 'a' has its point and its seed 0");
        assertThatThrownBy(() -> results(List.of(job, job("a", "2", 0, 5)))).hasMessage("The job 'a' is there twice");
        assertThatThrownBy(() -> results(List.of(job("a", "7", 0, 5))))
                .hasMessage("The job 'a' has guidance.coefficient '7', which is no value of an axis");
        assertThatThrownBy(() -> new SweepAxis("x", List.of("1", "1"), Role.TASK))
                .hasMessage("The axis 'x' has '1' twice");
        assertThatThrownBy(() -> new SweepAxis("x", List.of(), Role.TASK)).hasMessage("The axis 'x' has no value");
        assertThat(SweepAxis.of("d", "dataset.id", List.of("a")).role()).isEqualTo(Role.TASK);
        assertThat(SweepAxis.of("d", "datasets", List.of("a")).role()).isEqualTo(Role.VARIANT);
    }

    private static SweepResults results(List<JobResult> jobs) {
        SweepAxis axis =
                SweepAxis.of("guidance.coefficient", "experience.guided.guidance.coefficient", List.of("1", "2"));
        return new SweepResults("small", List.of(axis), Map.of(), jobs, List.of(), Map.of());
    }

    private static JobResult job(String id, String coefficient, long seed, double undiscountedReturn) {
        EntryResult entry = new EntryResult(
                "guided",
                new SweepTask("toy-v0", "", null),
                List.of(),
                List.of(),
                Map.of("return", undiscountedReturn),
                Map.of(),
                id,
                null,
                null);
        return new JobResult(
                id, Map.of("guidance.coefficient", coefficient), seed, Status.FINISHED, null, List.of(entry));
    }

    private JsonNode json(SweepResults results) throws IOException {
        SweepReport.write(results, folder);
        return new ObjectMapper().readTree(folder.resolve("results.json").toFile());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
