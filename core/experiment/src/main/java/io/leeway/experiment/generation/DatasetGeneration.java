package io.leeway.experiment.generation;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.SpaceText;
import io.leeway.datasettools.collection.CollectionFolder;
import io.leeway.datasettools.collection.CollectionTotals;
import io.leeway.datasettools.collection.GymnasiumSpec;
import io.leeway.datasettools.collection.PartedDataset;
import io.leeway.experiment.trained.TrajectorySampling;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.support.ActionSpaces;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The generation of a dataset of synthetic trajectories, part by part: each part is sampled from a random stream of its
 * own and kept beside the dataset, so that an interrupted generation goes on to the same bytes.
 *
 * <p>Values are float32, as datasets of the field are. Actions are in the environment's units; observations are not
 * bounded, since nothing holds a network to their bounds.
 */
public final class DatasetGeneration {
    /** Trajectories of a part: what is in memory at once. */
    static final int PART = 512;

    private final TrajectorySampling sampling;
    private final Progress progress;

    /** Prepares to generate. */
    public DatasetGeneration(TrajectorySampling sampling, Progress progress) {
        this.sampling = sampling;
        this.progress = progress;
    }

    /**
     * What to generate, and where to.
     *
     * @param count how many trajectories, at least 1
     * @param seed what all noise depends on
     * @param target where the dataset will be, and its format
     * @param replace whether a dataset that is there is replaced, once the new one is complete
     * @param restart whether parts of an earlier call are thrown away
     * @param provenance what the dataset says of its making besides what is sampled from
     */
    public record Request(
            long count,
            long seed,
            DatasetPath target,
            boolean replace,
            boolean restart,
            Map<String, String> provenance) {
        int parts() {
            return Math.toIntExact((count + PART - 1) / PART);
        }

        int size(int part) {
            return (int) Math.min(PART, count - (long) part * PART);
        }
    }

    /**
     * Generates, or goes on with a generation.
     *
     * @throws DatasetChoiceException if there is something at the target that may not be replaced, or parts of
     *     something else are beside it
     * @throws LeewayException if sampling fails, or the disk is full
     * @throws java.util.concurrent.CancellationException if the user asked to stop: the same call goes on
     */
    public CollectionTotals generate(Request request) {
        if (sampling.horizon() < 2 && !sampling.layout().nextObservation()) {
            throw new LeewayException("Trajectories of one row hold no transition: a row's next observation is the next"
                    + " row's. Choose a denoiser with a horizon of 2 or more.");
        }
        PartedDataset dataset =
                new PartedDataset(request.target(), request.replace(), "replace it with --force", progress);
        dataset.check();
        DatasetDescription description = description(request);
        try (CollectionFolder folder =
                CollectionFolder.open(request.target().path(), origin(request, description), request.restart())) {
            try (Progress.Task task = progress.begin("Sampling trajectories", request.count(), "trajectories")) {
                task.advance(Math.min(request.count(), folder.finished().size() * (long) PART), "");
                dataset.makeParts(folder, request.parts(), part -> part(request, part, description, task));
            }
            return dataset.join(folder, request.parts(), () -> description);
        }
    }

    private Map<String, Object> origin(Request request, DatasetDescription description) {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("count", request.count());
        origin.put("seed", request.seed());
        origin.put("part", PART);
        origin.put("format", request.target().formatName());
        origin.put("replace", request.replace());
        origin.put("actions", SpaceText.of(description.actionSpace()));
        origin.put("attributes", description.attributes());
        origin.putAll(sampling.identity());
        return origin;
    }

    private SyntheticEpisodes part(Request request, int part, DatasetDescription description, Progress.Task task) {
        RandomSource random = RandomSource.of(request.seed()).split("generate").split(part);
        return new SyntheticEpisodes(
                sampling.sample(request.size(part), random, null, null, task).trajectories(), description);
    }

    private DatasetDescription description(Request request) {
        Map<String, String> attributes = new LinkedHashMap<>(request.provenance());
        attributes.putAll(sampling.provenance());
        attributes.put("leeway_seed", Long.toString(request.seed()));
        attributes.put(DatasetDescription.CLOSING_ROWS, "true");
        Space observations = Space.Box.of(
                sampling.layout().observationSize(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ElementType.FLOAT32);
        Space unit = Space.Box.of(sampling.layout().actionSize(), -1, 1, ElementType.FLOAT32);
        Environments environments = sampling.environments();
        if (environments == null) {
            return new DatasetDescription(observations, unit, attributes);
        }
        EnvironmentSpec spec = environments.spec();
        if (!(spec.actionSpace() instanceof Space.Box actions)
                || !actions.type().isReal()) {
            throw new LeewayException("The actions of " + spec.id() + " are from "
                    + ActionSpaces.describe(spec.actionSpace())
                    + ", but what is sampled are real numbers. Choose a run in an environment of such actions.");
        }
        attributes.put(DatasetDescription.ENVIRONMENT_ID, spec.id());
        sampling.environmentChoice()
                .flatMap(choice -> GymnasiumSpec.json(choice, spec))
                .ifPresent(json -> attributes.put(DatasetDescription.ENVIRONMENT_SPEC, json));
        return new DatasetDescription(observations, float32(actions), attributes);
    }

    /** Returns the box of what actions are rounded to. */
    private static Space.Box float32(Space.Box box) {
        return new Space.Box(box.shape(), rounded(box.low()), rounded(box.high()), ElementType.FLOAT32);
    }

    private static double[] rounded(double[] bounds) {
        return Arrays.stream(bounds).map(bound -> (float) bound).toArray();
    }
}
