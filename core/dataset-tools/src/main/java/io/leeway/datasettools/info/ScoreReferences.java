package io.leeway.datasettools.info;

import io.leeway.datasettools.DatasetPath;
import io.leeway.spi.data.D4rlTask;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.registry.Registry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The returns that a dataset's score is measured against.
 *
 * @param scores the returns of a random policy and of an expert
 * @param episodeSteps the time limit of the episodes that they are of, or 0 where it is not known
 * @param countsGoals whether returns count what was reached, so that none is above the expert's
 * @param remark where they are from, and what they do not fit
 */
record ScoreReferences(ReferenceScores scores, int episodeSteps, boolean countsGoals, String remark) {
    /** Returns the dataset's own, or those of the environment that it names, or of the task that its file names. */
    static Optional<ScoreReferences> of(DatasetDescription description, DatasetPath dataset, Registry registry) {
        String id = BehaviourScore.environmentId(description).orElse("");
        Optional<D4rlTask> task = D4rlTask.of(id);
        int limit = BehaviourScore.timeLimit(description)
                .or(() -> task.map(D4rlTask::episodeSteps))
                .orElse(0);
        Double least = number(description.attributes().get("ref_min_score"));
        Double best = number(description.attributes().get("ref_max_score"));
        if (least != null && best != null && !least.equals(best)) {
            return Optional.of(new ScoreReferences(
                    new ReferenceScores(least, best), limit, false, "the dataset's own references"));
        }
        Optional<ScoreReferences> own = BehaviourScore.ofPlugin(
                        registry, id, environments -> ofEnvironment(environments, limit))
                .or(() -> task.flatMap(known -> of(known, limit, "")));
        return own.or(() -> id.isEmpty()
                ? D4rlTask.of(dataset.name()).flatMap(named -> of(named, named.episodeSteps(), ", by the file's name"))
                : Optional.empty());
    }

    private static Optional<ScoreReferences> ofEnvironment(Environments environments, int limit) {
        EnvironmentSpec spec = environments.spec();
        Integer steps = spec.maximumEpisodeSteps();
        return Optional.ofNullable(spec.referenceScores())
                .map(scores -> new ScoreReferences(
                        scores, steps == null ? limit : steps, false, "references of " + spec.id()));
    }

    private static Optional<ScoreReferences> of(D4rlTask task, int limit, String how) {
        return Optional.ofNullable(task.scores())
                .map(scores -> new ScoreReferences(scores, limit, task.countsGoals(), task.remark() + how));
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            double value = text == null ? Double.NaN : Double.parseDouble(text);
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException notNumber) {
            return null;
        }
    }
}
