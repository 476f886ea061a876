package io.leeway.datasettools.info;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.Provenance;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.wiring.registry.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The quality of the policy that a dataset is from: its mean return, normalised as D4RL does.
 *
 * @param score 0 for a random policy, 100 for an expert
 * @param random the return that 0 stands for
 * @param expert the return that 100 stands for
 * @param remark where the references are from, and what they do not fit
 */
public record BehaviourScore(double score, double random, double expert, String remark) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A score, or why there is none.
     *
     * @param score where references are known, and fit the dataset's episodes
     * @param problem why there is none; empty where no references are known
     */
    record Outcome(Optional<BehaviourScore> score, String problem) {
        private static Outcome none(String problem) {
            return new Outcome(Optional.empty(), problem);
        }
    }

    /**
     * Returns the score of a dataset, where it means what D4RL's do: of whole episodes, with the environment's rewards.
     *
     * @param mean of the returns of all episodes
     */
    static Outcome of(
            double mean, EpisodeEnds ends, DatasetDescription description, DatasetPath dataset, Registry registry) {
        if (!Double.isFinite(mean)) {
            return Outcome.none("the mean return is not a finite number");
        } else if (description.attributes().getOrDefault(Provenance.REWARDS, "").startsWith("scale")) {
            return Outcome.none("rewards were scaled");
        } else if (description.attributes().containsKey(Provenance.DENOISER)) {
            return Outcome.none("these are generated pieces of episodes");
        }
        Optional<ScoreReferences> references = ScoreReferences.of(description, dataset, registry);
        Optional<String> problem = references.flatMap(ends::problem);
        return problem.isPresent()
                ? Outcome.none(problem.get())
                : new Outcome(
                        references.map(known -> new BehaviourScore(
                                known.scores().normalize(ends.mean(mean)),
                                known.scores().random(),
                                known.scores().expert(),
                                known.remark())),
                        "");
    }

    /** Returns the map of the environment that a dataset names, where a plugin registers it and it is planar. */
    static Optional<PlanarMap> map(DatasetDescription description, Registry registry) {
        return environmentId(description).flatMap(id -> ofPlugin(registry, id, Environments::map));
    }

    static <T> Optional<T> ofPlugin(Registry registry, String id, Function<Environments, Optional<T>> question) {
        EnvironmentMaker maker = EnvironmentMaker.of(registry);
        if (maker.ids().stream().noneMatch(each -> each.id().equals(id))) {
            return Optional.empty();
        }
        try (Environments environments = maker.environments(id, Map.of())) {
            return question.apply(environments);
        } catch (LeewayException unavailable) {
            return Optional.empty();
        }
    }

    /** Returns the environment that a dataset names: by its id, or in Gymnasium's specification. */
    public static Optional<String> environmentId(DatasetDescription description) {
        String id = description.attributes().get(DatasetDescription.ENVIRONMENT_ID);
        if (id != null) {
            return Optional.of(id);
        }
        return specification(description)
                .map(tree -> tree.path("id"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** Returns the time limit that a dataset names in Gymnasium's specification. */
    static Optional<Integer> timeLimit(DatasetDescription description) {
        return specification(description)
                .map(tree -> tree.path("max_episode_steps"))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt);
    }

    private static Optional<JsonNode> specification(DatasetDescription description) {
        String spec = description.attributes().get(DatasetDescription.ENVIRONMENT_SPEC);
        try {
            return spec == null ? Optional.empty() : Optional.ofNullable(JSON.readTree(spec));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
