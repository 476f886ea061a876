package io.leeway.experiment.run;

import io.leeway.experiment.artifact.TrainedArtifact;
import io.leeway.experiment.artifact.TrainingRecord;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.Artifact;
import io.leeway.experiment.store.ArtifactStore;
import io.leeway.experiment.store.ArtifactType;
import io.leeway.experiment.store.Artifacts;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.Progress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The artifacts of a run that makes what its store does not have: a stage's inputs first, and each stage once. */
final class MadeArtifacts implements Artifacts {
    private final ArtifactStore store;
    private final Progress progress;
    private final MetricListener listener;
    private final BiConsumer<Stage<?>, Artifact> keeper;
    private final RunActivity activity;
    private final Map<String, Artifact> made = new LinkedHashMap<>();
    private final Set<String> reused = new LinkedHashSet<>();
    private final Set<String> ahead = new LinkedHashSet<>();

    /**
     * Makes artifacts into a store, of which nobody is told.
     *
     * @param listener is told the metrics of what was there already, as if it were made now
     * @param keeper takes each artifact with its stage
     */
    MadeArtifacts(
            ArtifactStore store, Progress progress, MetricListener listener, BiConsumer<Stage<?>, Artifact> keeper) {
        this(store, progress, listener, keeper, new RunActivity());
    }

    /**
     * Makes artifacts into a store.
     *
     * @param listener is told the metrics of what was there already, as if it were made now
     * @param keeper takes each artifact with its stage
     * @param activity is told what becomes of each stage
     */
    MadeArtifacts(
            ArtifactStore store,
            Progress progress,
            MetricListener listener,
            BiConsumer<Stage<?>, Artifact> keeper,
            RunActivity activity) {
        this.store = store;
        this.progress = progress;
        this.listener = listener;
        this.keeper = keeper;
        this.activity = activity;
    }

    @Override
    public <A extends Artifact> A get(String name, ArtifactType<A> type, Supplier<Stage<A>> stage) {
        Artifact known = made.get(name);
        return known == null ? obtain(stage.get()) : type.at(known.directory());
    }

    /** Returns the artifact of a stage. */
    <A extends Artifact> A obtain(Stage<A> stage) {
        Artifact known = made.get(stage.name());
        if (known != null) {
            return stage.type().at(known.directory());
        }
        stage.inputs().forEach(this::obtain);
        boolean before = ahead.contains(stage.key().id());
        ArtifactStore.Obtained<A> obtained = before
                ? store.obtain(stage)
                : activity.telling(stage.key(), store.has(stage), () -> store.obtain(stage));
        A artifact = obtained.artifact();
        if (obtained.reused()) {
            if (!before) {
                reused.add(stage.name());
                progress.say("Reusing the " + stage.key().title());
            }
            if (artifact instanceof TrainedArtifact) {
                TrainingRecord.of(artifact, entry -> listener.record(stage.series(), entry));
            }
        }
        made.put(stage.name(), artifact);
        keeper.accept(stage, artifact);
        return artifact;
    }

    /** Takes the id of a stage that this run made before it was obtained: having it is no reuse. */
    void madeAhead(String id) {
        ahead.add(id);
    }

    /** Returns whether an artifact was there already. */
    boolean reused(String name) {
        return reused.contains(name);
    }

    /** Returns what was had so far, by name. */
    Map<String, Artifact> made() {
        return made;
    }
}
