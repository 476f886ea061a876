package io.leeway.datasettools.collection;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.DatasetPath;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A collector of a dataset, which it writes into a file part by part.
 *
 * <p>Finished parts are kept in a folder beside it, and a collection that was interrupted goes on after them; then all
 * are written into one dataset, which is moved into place. Its bytes are the same whether or not it was interrupted.
 */
public final class DatasetCollection {
    private final Registry registry;
    private final Components components;
    private final Progress progress;

    /**
     * Prepares to collect.
     *
     * @param components what creates the environments and the source
     */
    public DatasetCollection(Registry registry, Components components, Progress progress) {
        this.registry = registry;
        this.components = components;
        this.progress = progress;
    }

    /**
     * An order to collect a dataset.
     *
     * @param environment what is played in
     * @param source what collects
     * @param seed what everything random depends on; an experiment's dataset of the same seed is the same play
     * @param target where the dataset will be, and its format
     * @param restart whether parts of an earlier call are thrown away
     */
    public record Request(
            Configured<Environments> environment,
            Configured<DatasetSource> source,
            long seed,
            DatasetPath target,
            boolean restart) {}

    /**
     * Collects, or goes on with a collection.
     *
     * @throws DatasetChoiceException if there is something at the target, or parts of another collection are beside it
     * @throws io.leeway.spi.LeewayException if the environment fails too often, or the disk is full
     * @throws java.util.concurrent.CancellationException if the user asked to stop: the same call goes on
     */
    public CollectionTotals collect(Request request) {
        Path target = request.target().path();
        parted(request).check();
        try (Environments environments = components.create(request.environment())) {
            DatasetSource source = components
                    .with(RandomSource.class, RandomSource.of(request.seed()).split("dataset"))
                    .with(Environments.class, environments)
                    .create(request.source());
            try (CollectionFolder folder =
                    CollectionFolder.open(target, origin(request, environments, source), request.restart())) {
                return collect(request, environments, source, folder);
            }
        }
    }

    private Map<String, Object> origin(Request request, Environments environments, DatasetSource source) {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("seed", request.seed());
        origin.put("format", request.target().formatName());
        origin.putAll(CollectionKey.of(
                registry, request.environment(), environments.spec(), request.source(), source.identity()));
        return origin;
    }

    private CollectionTotals collect(
            Request request, Environments environments, DatasetSource source, CollectionFolder folder) {
        PartedDataset dataset = parted(request);
        dataset.makeParts(folder, source.parts(), source::part);
        return dataset.join(folder, source.parts(), () -> description(request, environments, source));
    }

    private PartedDataset parted(Request request) {
        return new PartedDataset(request.target(), false, "remove it", progress);
    }

    private DatasetDescription description(Request request, Environments environments, DatasetSource source) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("seed", Long.toString(request.seed()));
        GymnasiumSpec.json(request.environment(), environments.spec())
                .ifPresent(json -> more.put(DatasetDescription.ENVIRONMENT_SPEC, json));
        try (EpisodeReader first = source.part(0)) {
            return first.description().with(more);
        }
    }
}
