package io.leeway.datasettools.info;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.Provenance;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.wiring.registry.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /** Returns the score of a mean return, where references are known. */
    static Optional<BehaviourScore> of(
            double meanReturn, DatasetDescription description, DatasetPath dataset, Registry registry) {
        return references(description, dataset, registry)
                .map(known -> new BehaviourScore(
                        known.scores().normalize(meanReturn),
                        known.scores().random(),
                        known.scores().expert(),
                        known.remark()));
    }

    private static Optional<KnownScores.Known> references(
            DatasetDescription description, DatasetPath dataset, Registry registry) {
        boolean scaled =
                description.attributes().getOrDefault(Provenance.REWARDS, "").startsWith("scale");
        boolean fragments = description.attributes().containsKey(Provenance.DENOISER);
        if (scaled || fragments) {
            return Optional.empty();
        }
        Double least = number(description.attributes().get("ref_min_score"));
        Double best = number(description.attributes().get("ref_max_score"));
        if (least != null && best != null && !least.equals(best)) {
            return Optional.of(new KnownScores.Known(new ReferenceScores(least, best), "the dataset's own references"));
        }
        String id = environmentId(description).orElse("");
        Optional<KnownScores.Known> own = ofPlugin(
                        registry,
                        id,
                        environments -> Optional.ofNullable(environments.spec().referenceScores()))
                .map(scores -> new KnownScores.Known(scores, "references of " + id));
        return own.or(() -> KnownScores.of(id)).or(() -> id.isEmpty() ? byName(dataset) : Optional.empty());
    }

    private static Optional<KnownScores.Known> byName(DatasetPath dataset) {
        return KnownScores.of(dataset.name().replaceAll("\\.[^.]*$", ""))
                .map(known -> new KnownScores.Known(known.scores(), known.remark() + ", by the file's name"));
    }

    /** Returns the map of the environment that a dataset names, where a plugin registers it and it is planar. */
    static Optional<PlanarMap> map(DatasetDescription description, Registry registry) {
        return environmentId(description).flatMap(id -> ofPlugin(registry, id, Environments::map));
    }

    private static <T> Optional<T> ofPlugin(
            Registry registry, String id, Function<Environments, Optional<T>> question) {
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
        String spec = description.attributes().get(DatasetDescription.ENVIRONMENT_SPEC);
        try {
            JsonNode tree = spec == null ? null : JSON.readTree(spec);
            return tree == null || !tree.path("id").isTextual()
                    ? Optional.empty()
                    : Optional.of(tree.path("id").asText());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
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
