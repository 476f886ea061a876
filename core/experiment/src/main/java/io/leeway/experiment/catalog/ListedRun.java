package io.leeway.experiment.catalog;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.artifact.AgentFigures;
import io.leeway.experiment.run.Manifest;
import io.leeway.experiment.run.RunDirectory;
import io.leeway.report.Cell;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as its folder shows it.
 *
 * @param folder the run's
 * @param started when it began, in ISO 8601
 * @param finished when it ended, or null where it has not
 * @param seeds its seeds
 * @param environment its environment's id, or null
 * @param configuration its experiment, with every default
 * @param figures by entry of {@code experience} and name, one value for each seed that has it
 */
public record ListedRun(
        Path folder,
        String started,
        @Nullable String finished,
        List<Long> seeds,
        @Nullable String environment,
        Map<String, Object> configuration,
        Map<String, Map<String, List<Double>>> figures) {
    /**
     * Lists the runs of a folder, the latest first.
     *
     * @throws LeewayException if it cannot be read
     */
    public static List<ListedRun> in(Path runs) {
        if (!Files.isDirectory(runs)) {
            throw new LeewayException(
                    runs + " does not exist: 'leeway run EXPERIMENT.yaml' makes it, and --runs names" + " another");
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(Manifest::isIn)
                    .map(ListedRun::of)
                    .sorted(Comparator.comparing(ListedRun::started).reversed().thenComparing(run -> run.folder()
                            .toString()))
                    .toList();
        } catch (IOException e) {
            throw new LeewayException("Cannot list " + runs + ": " + FileProblem.text(e), e);
        }
    }

    /** Reads the folder of a run. */
    public static ListedRun of(Path folder) {
        Map<String, Object> manifest = Json.read(folder.resolve("manifest.json"));
        Map<String, Object> configuration = mapping(manifest.get("configuration"));
        List<Long> seeds = new ArrayList<>();
        if (manifest.get("seeds") instanceof List<?> written) {
            written.forEach(seed -> seeds.add(((Number) seed).longValue()));
        }
        Object id = mapping(manifest.get("environment")).get("id");
        return new ListedRun(
                folder,
                String.valueOf(manifest.get("started")),
                manifest.get("finished") == null ? null : String.valueOf(manifest.get("finished")),
                seeds,
                id == null ? null : String.valueOf(id),
                configuration,
                figures(folder, mapping(configuration.get("experience")).keySet(), seeds));
    }

    private static Map<String, Map<String, List<Double>>> figures(
            Path folder, java.util.Set<String> entries, List<Long> seeds) {
        Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
        for (String entry : entries) {
            Map<String, List<Double>> named = new LinkedHashMap<>();
            for (long seed : seeds) {
                Path agent = folder.resolve(RunDirectory.CHECKPOINTS).resolve(AgentArtifact.name(entry, seed));
                if (Files.exists(agent)) {
                    AgentFigures read = new AgentArtifact(agent).figures();
                    read.named().forEach((name, value) -> named.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(value));
                }
            }
            figures.put(entry, named);
        }
        return figures;
    }

    private static Map<String, Object> mapping(@Nullable Object value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> read) {
            read.forEach((key, child) -> tree.put(String.valueOf(key), child));
        }
        return tree;
    }

    /** Returns its name. */
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /** Returns each entry's score, or else return, as mean ± standard error over seeds: {@code real 6.7 ± 0.8}. */
    public String main() {
        List<String> shown = new ArrayList<>();
        figures.forEach((entry, named) -> {
            List<Double> values = named.getOrDefault("normalized_score", named.get("return"));
            if (values != null) {
                Cell cell = Cell.mean(
                        values.stream().mapToDouble(Double::doubleValue).toArray());
                shown.add(entry
                        + String.format(Locale.ROOT, " %.1f", cell.value())
                        + (cell.hasError() ? String.format(Locale.ROOT, " ± %.1f", cell.standardError()) : ""));
            }
        });
        return String.join(", ", shown);
    }

    /** Returns the keys whose values differ between this run's experiment and another's, with both. */
    public Map<String, List<String>> differences(ListedRun other) {
        Map<String, String> mine = ConfigurationTree.leaves(configuration);
        Map<String, String> theirs = ConfigurationTree.leaves(other.configuration);
        TreeSet<String> keys = new TreeSet<>(mine.keySet());
        keys.addAll(theirs.keySet());
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (String key : keys) {
            String one = mine.getOrDefault(key, "-");
            String two = theirs.getOrDefault(key, "-");
            if (!one.equals(two)) {
                differences.put(key, List.of(one, two));
            }
        }
        return differences;
    }

    /** Returns the run for a script, as a tree of maps, lists and scalars. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name());
        tree.put("folder", folder.toString());
        tree.put("started", started);
        tree.put("finished", finished);
        tree.put("environment", environment);
        tree.put("seeds", seeds);
        tree.put("figures", figures);
        return tree;
    }
}
