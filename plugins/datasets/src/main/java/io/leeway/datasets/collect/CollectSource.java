package io.leeway.datasets.collect;

import io.leeway.datasets.behaviour.BoundedActions;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.ActionSpaces;
import io.leeway.spi.support.EpisodeFlattener;
import io.leeway.spi.support.Patience;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A dataset collected by playing in environments, several streams at once.
 *
 * <p>Without a time limit, a stream in which no episode terminates becomes one long episode, as D4RL's maze2d data is
 * one long episode; it is neither terminated nor truncated, it merely ends. Where episodes terminate, or are cut by the
 * environment itself or by its time limit, the next begins at once. What a stream is in when it has its steps merely
 * ends as well.
 *
 * <p>The dataset is made in parts, each of which holds stream after stream. The first part's random streams are those
 * of the random source itself, the part i's are those of its child {@code part-i}: each is the same whether or not
 * others are made.
 *
 * <p>Actions are elements of the action space, of float32 where it is, as they are behind a wire; {@link #part} gives
 * them in the environment's units, {@link #load} has them rescaled from its bounds to [-1, 1], and choices as flags.
 *
 * <p>An environment that fails, hangs or is lost is made anew and given all the part's actions so far once more, from
 * the same seeds; the dataset is then the one that there would have been without the failure, bit for bit.
 */
public final class CollectSource implements DatasetSource {
    private final CollectConfig config;
    private final Environments environments;
    private final Components components;
    private final RandomSource random;
    private final Progress progress;
    private final Patience patience;
    private final List<CollectPlan.Part> parts;

    /** Creates the source. */
    @Inject
    public CollectSource(
            CollectConfig config,
            Environments environments,
            Components components,
            RandomSource random,
            Progress progress) {
        this(config, environments, components, random, progress, Patience.SLEEPING);
    }

    CollectSource(
            CollectConfig config,
            Environments environments,
            Components components,
            RandomSource random,
            Progress progress,
            Patience patience) {
        this.config = config;
        this.environments = environments;
        this.components = components;
        this.random = random;
        this.progress = progress;
        this.patience = patience;
        this.parts = new CollectPlan(config).parts();
    }

    @Override
    public boolean seeded() {
        return true;
    }

    /** {@inheritDoc} That of who plays. */
    @Override
    public String identity() {
        return config.players().stream()
                .map(choice -> components.create(choice).identity())
                .filter(identity -> !identity.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Override
    public int parts() {
        return parts.size();
    }

    @Override
    public EpisodeReader part(int index) {
        CollectPlan.Part part = parts.get(index);
        PartPlay play = new PartPlay(config, part, environments, part.random(random));
        String title = "Collecting " + environments.spec().id() + " with "
                + part.behaviour().type() + (parts.size() == 1 ? "" : ", part " + (index + 1) + " of " + parts.size());
        return new PlayedPart(
                description(),
                part.steps(),
                () -> play.play(components.create(part.behaviour()), progress, patience, title));
    }

    /**
     * {@inheritDoc}
     *
     * @throws LeewayException if actions are neither real numbers with bounds nor choices, or what is observed are not
     *     numbers
     */
    @Override
    public Dataset load() {
        EnvironmentSpec spec = environments.spec();
        if (ActionSpaces.choices(spec.id(), spec.actionSpace()).isEmpty()) {
            BoundedActions.of(spec, "The dataset source 'collect'");
        }
        EpisodeFlattener flattener = null;
        for (int index = 0; index < parts.size(); index++) {
            flattener = addPart(index, flattener);
        }
        if (flattener == null) {
            throw new IllegalStateException("A collection has a part, and a part an episode");
        }
        return flattener.dataset(provenance(spec));
    }

    private @Nullable EpisodeFlattener addPart(int index, @Nullable EpisodeFlattener begun) {
        EpisodeFlattener flattener = begun;
        try (EpisodeReader reader = part(index)) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                if (flattener == null) {
                    String name = "What was collected in " + environments.spec().id();
                    flattener = new EpisodeFlattener(name, reader.description(), episode, List.of(), false);
                    flattener.reserve(config.steps(), config.streams());
                }
                flattener.add(episode);
            }
        }
        return flattener;
    }

    private DatasetDescription description() {
        EnvironmentSpec spec = environments.spec();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(DatasetDescription.ENVIRONMENT_ID, spec.id());
        attributes.put("algorithm_name", players(Configured::type));
        attributes.putAll(provenance(spec));
        attributes.remove("environment");
        attributes.put("time_limit", Boolean.toString(config.timeLimit()));
        attributes.put("part", Integer.toString(config.part()));
        return new DatasetDescription(spec.observationSpace(), spec.actionSpace(), attributes);
    }

    private Map<String, String> provenance(EnvironmentSpec spec) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("source", "collect");
        provenance.put("environment", spec.id());
        spec.settings().forEach((name, setting) -> provenance.put("environment " + name, setting));
        provenance.put("behaviour", players(ChoiceText::of));
        provenance.put("steps", Integer.toString(config.steps()));
        provenance.put("streams", Integer.toString(config.streams()));
        return provenance;
    }

    private String players(Function<Configured<Behaviour>, String> text) {
        return config.players().stream().map(text).collect(Collectors.joining(", then "));
    }
}
