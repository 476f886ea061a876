package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.report.Documents;
import io.leeway.report.Documents.Document;
import io.leeway.report.Facts;
import io.leeway.report.Facts.Fact;
import io.leeway.report.Notes;
import io.leeway.report.Report;
import io.leeway.report.Section;
import io.leeway.report.html.HtmlReport;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The maker of the page that shows a finished run. */
public final class ReportMaker {
    private final ExperimentConfig config;
    private final @Nullable Environments environments;
    private final List<Outcome> outcomes;
    private final ScoreDifferences differences;
    private final RunArtifacts made;
    private final Path directory;

    /** Prepares the page of a run's folder. */
    public ReportMaker(
            ExperimentConfig config,
            @Nullable Environments environments,
            List<Outcome> outcomes,
            ScoreDifferences differences,
            RunArtifacts made,
            Path directory) {
        this.config = config;
        this.environments = environments;
        this.outcomes = outcomes;
        this.differences = differences;
        this.made = made;
        this.directory = directory;
    }

    /** Writes the page and returns its file. */
    public Path make() {
        EnvironmentSpec spec = environments == null ? null : environments.spec();
        List<Section> sections = new ArrayList<>();
        sections.add(ResultTables.of(config, spec, outcomes));
        if (!differences.lines().isEmpty()) {
            sections.add(new Notes("Differences", differences.lines()));
        }
        sections.add(new LearningCurves(config, spec, made).charts());
        sections.addAll(made.dynamics(config.seeds()).sections());
        if (environments != null) {
            environments.map().ifPresent(map -> sections.add(new TrajectoryPanels(config, made, map).section()));
        }
        sections.add(new Notes("Notes", notes()));
        sections.add(facts(spec));
        sections.add(new Documents(
                "Details",
                List.of(
                        Document.of("Effective configuration", ConfigurationTree.yaml(ConfigurationTree.of(config))),
                        Document.of("Artifacts", Json.indented(artifacts())))));
        Path file = directory.resolve("report.html");
        HtmlReport.write(new Report(config.name(), summary(spec), sections), file);
        return file;
    }

    private Map<String, String> artifacts() {
        Map<String, String> artifacts = new LinkedHashMap<>();
        made.made().forEach((name, artifact) -> artifacts.put(name, artifact.id()));
        return artifacts;
    }

    private String summary(@Nullable EnvironmentSpec spec) {
        String evaluation = spec == null
                ? ", not evaluated, "
                : ", " + count(config.evaluation().episodes(), "evaluation episode") + " each, ";
        return config.agent().component().type() + " on "
                + String.join(", ", config.experience().keySet())
                + (spec == null ? "" : " in " + spec.id()) + ": "
                + count(config.seeds().size(), "seed") + evaluation
                + count(config.agent().updates(), "update") + ".";
    }

    private static String count(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private Facts facts(@Nullable EnvironmentSpec spec) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Environment", spec == null ? "none: agents are trained and not evaluated" : spec.id()));
        if (spec != null) {
            spec.settings().forEach((name, value) -> facts.add(Fact.of("Environment: " + name, value)));
        }
        if (spec != null && spec.referenceScores() != null) {
            facts.add(Fact.of(
                    "Reference returns (score 0 and 100)",
                    spec.referenceScores().random() + " and "
                            + spec.referenceScores().expert()));
        }
        made.dataset(config.seeds().get(0))
                .provenance()
                .forEach((name, value) -> facts.add(Fact.of("Dataset: " + name, value)));
        facts.add(Fact.of("Seeds", config.seeds().toString()));
        facts.add(Fact.of(
                "Episodes an evaluation", String.valueOf(config.evaluation().episodes())));
        trainingSpeed().ifPresent(facts::add);
        facts.add(Fact.of("Java", Runtime.version().toString()));
        facts.add(Fact.of("Processors", String.valueOf(Runtime.getRuntime().availableProcessors())));
        return new Facts("Setting", facts);
    }

    /** Returns how many windows a second the first seed's denoiser learned from, where there is one. */
    private Optional<Fact> trainingSpeed() {
        return made.denoiser(config.seeds().get(0))
                .map(denoiser -> Fact.timing(
                        "Windows a second in the denoiser's training",
                        String.format(Locale.ROOT, "%,.0f", denoiser.windowsPerSecond())));
    }

    private List<String> notes() {
        Set<String> notes = new LinkedHashSet<>();
        for (long seed : config.seeds()) {
            Dataset.remarks(made.dataset(seed).provenance()).forEach(remark -> notes.add("Dataset: " + remark));
            made.denoiser(seed).map(DenoiserArtifact::facts).ifPresent(facts -> {
                notes.add("Windows of seed " + seed + ": " + facts.trainingWindows() + " to train the denoiser, "
                        + facts.heldOutWindows() + " held out (" + facts.heldOutRule() + ").");
                if (!facts.constantColumns().isEmpty()) {
                    notes.add("Columns that never vary in the data are generated as the constant: "
                            + facts.constantColumns() + " (observation, action, reward, terminal, in this order).");
                }
            });
        }
        notes.addAll(made.dynamics(config.seeds()).notes());
        if (config.seeds().size() < 8) {
            notes.add("With " + count(config.seeds().size(), "seed")
                    + " differences between rows are a first look, not a claim: eight or more seeds make one.");
        }
        return List.copyOf(notes);
    }
}
