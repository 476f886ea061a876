package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeLoop;
import io.leeway.datasettools.Provenance;
import io.leeway.datasettools.info.Numbers;
import io.leeway.report.statistics.Distribution;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A copy of a dataset with other rewards; their type stays, unless another is asked for. */
public final class DatasetRelabeling {
    private static final Set<String> STALE = Set.of("ref_min_score", "ref_max_score");

    private final DatasetPath input;
    private final DatasetPath output;
    private final boolean force;
    private final String command;
    private final Progress progress;
    private final @Nullable ElementType type;

    /** Prepares to relabel in the type that rewards have. */
    public DatasetRelabeling(DatasetPath input, DatasetPath output, boolean force, String command, Progress progress) {
        this(input, output, force, command, progress, null);
    }

    /**
     * Prepares to relabel.
     *
     * @param command what the dataset says it was made by
     * @param type of the new rewards; null for that of the old ones
     */
    public DatasetRelabeling(
            DatasetPath input,
            DatasetPath output,
            boolean force,
            String command,
            Progress progress,
            @Nullable ElementType type) {
        this.type = type;
        this.input = input;
        this.output = output;
        this.force = force;
        this.command = command;
        this.progress = progress;
    }

    /**
     * The outcome of a relabeling.
     *
     * @param written the new dataset
     * @param rewards what they were made of
     * @param difference how far the environment's next observations are from the recorded ones at most; null where no
     *     environment was asked
     * @param place where that is
     */
    public record Result(
            Written written,
            String rewards,
            @Nullable Double difference,
            @Nullable String place) {
        /** Returns it as JSON has it. */
        public Map<String, @Nullable Object> tree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>(written.tree());
            tree.put("rewards", rewards);
            tree.put("greatest_difference", difference == null ? null : Distribution.finite(difference));
            tree.put("greatest_difference_at", place);
            return tree;
        }
    }

    /** A maker of an episode's new rewards. */
    @FunctionalInterface
    private interface Rewards {
        double[] of(int index, Episode episode);
    }

    /** Multiplies rewards, then adds to them (CORL's normalisation of AntMaze). */
    public Result scale(double scale, double shift) {
        String rewards = "scale " + scale + ", shift " + shift;
        Written written = write(rewards, Map.of(), (index, episode) -> scaled(episode, scale, shift));
        return new Result(written, rewards, null, null);
    }

    /** Scales rewards so that the best and the worst return are so far apart (IQL's normalisation, with 1000). */
    public Result returnsRange(double range) {
        Rewriting.check(input, output, force);
        Numbers returns = new Numbers();
        EpisodeLoop.run(
                input,
                progress,
                "Reading",
                description -> (index, episode) -> returns.add(episode.undiscountedReturn()));
        Distribution distribution = Distribution.of(returns.array());
        double scale = range / (distribution.maximum() - distribution.minimum());
        if (!Double.isFinite(scale)) {
            throw new LeewayException("The returns of " + input.path() + " go from " + distribution.minimum() + " to "
                    + distribution.maximum() + ", which cannot be scaled to a range.");
        }
        return scale(scale, 0);
    }

    /** Rewards every step as an environment would. */
    public Result environment(Environments environments) {
        requireSizes(environments);
        RewardOracle oracle = RewardOracle.of(environments);
        String rewards = "of " + oracle.id();
        Written written = write(rewards, Map.of(DatasetDescription.ENVIRONMENT_ID, oracle.id()), oracle::rewards);
        return new Result(written, rewards, oracle.greatestDifference(), oracle.placeOfGreatest());
    }

    private Written write(String rewards, Map<String, String> attributes, Rewards change) {
        return Rewriting.run(
                input,
                output,
                force,
                progress,
                description -> described(description, rewards, attributes),
                (index, episode) -> {
                    try {
                        Column old = episode.column(Episode.REWARDS);
                        return episode.with(
                                Episode.REWARDS,
                                RewardColumn.of(old, change.of(index, episode), type == null ? old.type() : type));
                    } catch (IllegalArgumentException unfit) {
                        throw new LeewayException(
                                input.path() + ", episode " + index + ", rewards, " + unfit.getMessage()
                                        + ". Choose other numbers, or another type of rewards (--reward-type).",
                                unfit);
                    }
                });
    }

    /** References are for the old rewards, and so is the specification of another environment. */
    private DatasetDescription described(
            DatasetDescription description, String rewards, Map<String, String> attributes) {
        Map<String, String> kept = new LinkedHashMap<>(description.attributes());
        kept.keySet().removeAll(STALE);
        if (attributes.containsKey(DatasetDescription.ENVIRONMENT_ID)) {
            kept.remove(DatasetDescription.ENVIRONMENT_SPEC);
        }
        kept.putAll(attributes);
        kept.put(Provenance.REWARDS, rewards);
        return Provenance.ofAnother(
                new DatasetDescription(description.observationSpace(), description.actionSpace(), kept),
                command,
                List.of(input));
    }

    private static double[] scaled(Episode episode, double scale, double shift) {
        Column old = episode.column(Episode.REWARDS);
        double[] rewards = new double[old.rows()];
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = old.real(i) * scale + shift;
        }
        return rewards;
    }

    private void requireSizes(Environments environments) {
        try (EpisodeReader reader = input.open()) {
            Episode first = reader.next();
            if (first != null) {
                requireSize(
                        environments.spec().id(),
                        first,
                        Episode.OBSERVATIONS,
                        environments.spec().observationSpace());
                requireSize(
                        environments.spec().id(),
                        first,
                        Episode.ACTIONS,
                        environments.spec().actionSpace());
            }
        }
    }

    private void requireSize(String id, Episode first, String name, Space space) {
        Column column = first.columns().get(name);
        if (space instanceof Space.Box box && column != null && box.size() != column.rowSize()) {
            throw new LeewayException("The rows of " + name + " in " + input.path() + " have " + column.rowSize()
                    + " numbers, but those of " + id + " have " + box.size() + ". Choose another environment.");
        }
    }
}
