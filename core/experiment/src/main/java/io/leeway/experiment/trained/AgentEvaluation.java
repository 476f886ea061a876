package io.leeway.experiment.trained;

import io.leeway.environment.evaluation.PlayedEpisode;
import io.leeway.report.statistics.Moments;
import io.leeway.spi.environment.EnvironmentSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of a trained agent.
 *
 * @param agent the entry of {@code experience} that it learned from
 * @param seed of its training
 * @param spec of the environment it was played in
 * @param episodes by number, at least one
 */
public record AgentEvaluation(String agent, long seed, EnvironmentSpec spec, List<PlayedEpisode> episodes) {
    /**
     * A mean with its standard error.
     *
     * @param mean of the episodes
     * @param standardError of the mean, or null of a single episode
     */
    public record Estimate(double mean, @Nullable Double standardError) {}

    /** Returns the undiscounted return. */
    public Estimate undiscountedReturn() {
        Moments moments = Moments.of(
                episodes.stream().mapToDouble(PlayedEpisode::undiscountedReturn).toArray());
        return new Estimate(moments.mean(), moments.count() < 2 ? null : moments.standardError());
    }

    /** Returns the normalised score, or null where there are no reference scores. */
    public @Nullable Estimate normalizedScore() {
        EnvironmentSpec.ReferenceScores scores = spec.referenceScores();
        if (scores == null) {
            return null;
        }
        Estimate raw = undiscountedReturn();
        Double error = raw.standardError();
        double scale = 100 / (scores.expert() - scores.random());
        return new Estimate(scores.normalize(raw.mean()), error == null ? null : error * Math.abs(scale));
    }

    /** Returns it as a tree of maps, lists and scalars, for scripts. */
    public Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("agent", agent);
        tree.put("seed", seed);
        tree.put("environment", spec.id());
        tree.put("settings", spec.settings());
        put(tree, "return", undiscountedReturn());
        Estimate score = normalizedScore();
        if (score != null) {
            put(tree, "normalized_score", score);
        }
        tree.put("episode_seeds", episodes.stream().map(PlayedEpisode::seed).toList());
        tree.put(
                "returns",
                episodes.stream().map(PlayedEpisode::undiscountedReturn).toList());
        tree.put("lengths", episodes.stream().map(PlayedEpisode::steps).toList());
        tree.put("terminated", episodes.stream().map(PlayedEpisode::terminated).toList());
        return tree;
    }

    private static void put(Map<String, @Nullable Object> tree, String name, Estimate estimate) {
        tree.put(name, estimate.mean());
        tree.put(name + "_standard_error", estimate.standardError());
    }
}
