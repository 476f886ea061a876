package io.leeway.runtime.dataset;

import io.leeway.runtime.registry.Registry;
import io.leeway.runtime.run.CollectionKey;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects a dataset into a file, part by part.
 *
 * <p>Finished parts are kept in a folder beside it, and a collection that was interrupted goes on after them; then all are
 * written into one dataset, which is moved into place. Its bytes are the same whether or not it was interrupted.
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
     * What to collect, and where to.
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
        boolean begun = Files.exists(CollectionFolder.of(target));
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !begun) {
            throw exists(target);
        }
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
        int finished = folder.finished().size();
        Path target = request.target().path();
        boolean moved = finished == source.parts() && Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (!moved) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw exists(target);
            }
            if (finished > 0) {
                progress.say("Going on after " + finished + " of " + source.parts() + " parts, which are in "
                        + CollectionFolder.of(target));
            }
            for (int index = finished; index < source.parts(); index++) {
                folder.finish(write(request, source, index, folder.part(index)));
            }
            writeWhole(request, description(request, environments, source), folder);
        }
        CollectionTotals totals = folder.finished().stream().reduce(CollectionTotals.NONE, CollectionTotals::plus);
        folder.remove();
        return totals;
    }

    private CollectionTotals write(Request request, DatasetSource source, int index, Path file) {
        CollectionTotals totals = CollectionTotals.NONE;
        try (EpisodeReader reader = source.part(index);
                EpisodeWriter writer = request.target().format().create(file, reader.description())) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                writer.write(episode);
                totals = totals.plus(episode);
            }
            writer.commit();
        }
        return totals;
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

    private void writeWhole(Request request, DatasetDescription description, CollectionFolder folder) {
        long steps =
                folder.finished().stream().mapToLong(CollectionTotals::steps).sum();
        Path target = request.target().path();
        makeFolder(target);
        try (EpisodeWriter writer = request.target().format().create(target, description);
                Progress.Task task = progress.begin("Writing " + target, steps, "steps")) {
            for (int index = 0; index < folder.finished().size(); index++) {
                try (EpisodeReader reader = request.target().format().open(folder.part(index))) {
                    for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                        writer.write(episode);
                        task.advance(episode.steps(), "");
                    }
                }
            }
            writer.commit();
        }
    }

    private static void makeFolder(Path target) {
        try {
            Path parent = target.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (IOException e) {
            throw FreshPaths.problem("make the folder of", target, e);
        }
    }

    private static DatasetChoiceException exists(Path target) {
        return new DatasetChoiceException(target + " exists already. Choose another path, or remove it.");
    }
}
