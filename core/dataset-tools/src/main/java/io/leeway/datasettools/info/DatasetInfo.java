package io.leeway.datasettools.info;

import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeLoop;
import io.leeway.datasettools.SpaceText;
import io.leeway.report.statistics.Distribution;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.wiring.registry.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A summary of a dataset, computed in one pass over it. */
public final class DatasetInfo {
    private final DatasetPath dataset;
    private final DatasetDescription description;
    private final Numbers returns = new Numbers();
    private final Numbers lengths = new Numbers();
    private final Map<String, ColumnStatistics> columns = new LinkedHashMap<>();
    private final @Nullable PositionDensity density;
    private String sha256 = "";
    private final EpisodeEnds ends = new EpisodeEnds();
    private BehaviourScore.Outcome score = new BehaviourScore.Outcome(Optional.empty(), "");
    private List<String> remarks = List.of();
    private int terminated;
    private int truncated;
    private int neither;
    private long steps;

    private DatasetInfo(DatasetPath dataset, DatasetDescription description, Optional<PlanarMap> map) {
        this.dataset = dataset;
        this.description = description;
        density = map.filter(plane -> !plane.walls().isEmpty())
                .map(PositionDensity::of)
                .orElse(null);
    }

    /**
     * Reads a dataset.
     *
     * @param registry knows the environments whose reference scores and maps are used
     * @throws LeewayException if it cannot be read
     */
    public static DatasetInfo of(DatasetPath dataset, Registry registry, Progress progress) {
        try (EpisodeReader reader = dataset.open()) {
            DatasetDescription description = reader.description();
            DatasetInfo info = new DatasetInfo(dataset, description, BehaviourScore.map(description, registry));
            EpisodeLoop.run(reader, dataset, progress, "Reading", info::add);
            info.sha256 = dataset.sha256();
            info.remarks = reader.remarks();
            info.score = BehaviourScore.of(info.returns().mean(), info.ends, description, dataset, registry);
            return info;
        }
    }

    private void add(int index, Episode episode) {
        returns.add(episode.undiscountedReturn());
        lengths.add(episode.steps());
        steps += episode.steps();
        ends.add(episode);
        terminated += episode.terminated() ? 1 : 0;
        truncated += episode.truncated() && !episode.terminated() ? 1 : 0;
        neither += episode.terminated() || episode.truncated() ? 0 : 1;
        episode.columns().forEach((name, column) -> add(index, name, column));
        if (density != null) {
            density.add(episode);
        }
    }

    private void add(int index, String name, Column column) {
        ColumnStatistics statistics = columns.computeIfAbsent(name, key -> new ColumnStatistics(key, column));
        if (!statistics.shape().equals(column.shape())) {
            throw new LeewayException(dataset.path() + ", episode " + index + ": the rows of " + name
                    + " have the shape " + column.shape() + ", but those before " + statistics.shape());
        }
        statistics.add(column);
    }

    /** Returns what was read. */
    public DatasetPath dataset() {
        return dataset;
    }

    /** Returns what the dataset says of itself. */
    public DatasetDescription description() {
        return description;
    }

    /** Returns the SHA-256 of its bytes. */
    public String sha256() {
        return sha256;
    }

    /** Returns how many steps all episodes have. */
    public long steps() {
        return steps;
    }

    /** Returns how many episodes there are. */
    public int episodes() {
        return returns.count();
    }

    /** Returns how many episodes ended in a terminal state. */
    public int terminated() {
        return terminated;
    }

    /** Returns how many episodes were cut by a limit, and did not end in a terminal state too. */
    public int truncated() {
        return truncated;
    }

    /** Returns how many episodes merely end. */
    public int neither() {
        return neither;
    }

    /** Returns how the undiscounted returns are distributed. */
    public Distribution returns() {
        return Distribution.of(returns.array());
    }

    /** Returns how the lengths are distributed. */
    public Distribution lengths() {
        return Distribution.of(lengths.array());
    }

    /** Returns every episode's return. */
    public double[] allReturns() {
        return returns.array();
    }

    /** Returns every episode's length. */
    public double[] allLengths() {
        return lengths.array();
    }

    /** Returns what the columns hold, in order. */
    public List<ColumnStatistics> columns() {
        return List.copyOf(columns.values());
    }

    /** Returns the normalised mean return, where references are known and fit the episodes. */
    public Optional<BehaviourScore> score() {
        return score.score();
    }

    /** Returns why there is no score; empty where there is one, or no references are known. */
    public String scoreProblem() {
        return score.problem();
    }

    /** Returns what there is to say of how the episodes were read, a sentence each. */
    public List<String> remarks() {
        return remarks;
    }

    /** Returns where the episodes went, where the environment is a walled plane that a plugin registers. */
    public Optional<PositionDensity> density() {
        return Optional.ofNullable(density);
    }

    /** Returns all of it as JSON has it. */
    public Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("dataset", dataset.path().toString());
        tree.put("format", dataset.formatName());
        tree.put("sha256", sha256);
        tree.put("attributes", description.attributes());
        tree.put("observation_space", SpaceText.of(description.observationSpace()));
        tree.put("action_space", SpaceText.of(description.actionSpace()));
        tree.put("episodes", episodes());
        tree.put("steps", steps);
        Map<String, Integer> endedBy = new LinkedHashMap<>();
        endedBy.put("terminated", terminated);
        endedBy.put("truncated", truncated);
        endedBy.put("neither", neither);
        tree.put("ended_by", endedBy);
        tree.put("remarks", remarks);
        tree.put("lengths", lengths().tree());
        tree.put("returns", returns().tree());
        Map<String, @Nullable Object> scores = new LinkedHashMap<>();
        score.score().ifPresent(known -> {
            scores.put("score", known.score());
            scores.put("random", known.random());
            scores.put("expert", known.expert());
            scores.put("remark", known.remark());
        });
        tree.put("behaviour_score", scores.isEmpty() ? null : scores);
        tree.put("behaviour_score_problem", score.problem().isEmpty() ? null : score.problem());
        tree.put(
                "columns", columns.values().stream().map(ColumnStatistics::tree).toList());
        return tree;
    }
}
