package io.leeway.experiment.run;

import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.graph.RunScope;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stages of one or several experiments, each once, however many of them want it. */
public final class StageGraph {
    private final Application application;
    private final Target target;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /**
     * A stage that was planned and not executed.
     *
     * @param id its artifact's name in the store
     * @param title what a user reads
     * @param name what its artifact is called among the checkpoints of the first run that wants it
     * @param key all that it depends on
     * @param inputs the ids of the stages whose artifacts it is made of
     * @param finished whether the store has its artifact
     * @param experiment the first that wants it
     * @param label what a user calls that experiment, or nothing
     * @param seed the seed of that experiment
     */
    public record Node(
            String id,
            String title,
            String name,
            Map<String, Object> key,
            List<String> inputs,
            boolean finished,
            Experiment experiment,
            String label,
            long seed) {}

    /** Begins an empty graph. */
    StageGraph(Application application, Target target) {
        this.application = application;
        this.target = target;
    }

    /** Returns the stages, each after its inputs. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Returns a stage. */
    public Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("There is no stage " + id);
        }
        return node;
    }

    /**
     * What an experiment comes to.
     *
     * @param folder its run's
     * @param stages the ids of all its stages, each after its inputs
     */
    public record Planned(Path folder, Set<String> stages) {}

    /**
     * Adds the stages of an experiment.
     *
     * @param label what a user calls it, or nothing
     */
    public Planned add(Experiment experiment, String label) {
        experiment.check(application.settings().registry());
        Set<String> ids = new LinkedHashSet<>();
        try (RunScope run = enter(experiment, application)) {
            for (long number : experiment.seeds()) {
                try (SeedScope seed = run.enter(number)) {
                    target.stages(experiment, seed).forEach(stage -> add(stage, experiment, label, number, ids));
                }
            }
            return new Planned(Recording.folder(application, experiment, run), ids);
        }
    }

    private void add(Stage<?> stage, Experiment experiment, String label, long seed, Set<String> ids) {
        stage.inputs().forEach(input -> add(input, experiment, label, seed, ids));
        String id = stage.key().id();
        ids.add(id);
        if (!nodes.containsKey(id)) {
            boolean finished = application.store().has(stage);
            List<String> inputs = Stage.ids(stage.inputs());
            nodes.put(
                    id,
                    new Node(
                            id,
                            stage.key().title(),
                            stage.name(),
                            stage.key().inputs(),
                            inputs,
                            finished,
                            experiment,
                            label,
                            seed));
        }
    }

    /**
     * Returns the tasks of those of some stages that are not finished.
     *
     * @param engine what has them made
     */
    public List<Task> tasks(Collection<String> ids, Engine engine) {
        List<Task> tasks = new ArrayList<>();
        for (String id : ids) {
            Node node = node(id);
            if (!node.finished()) {
                String title = node.label().isEmpty() ? node.title() : node.title() + " [" + node.label() + "]";
                tasks.add(new Task(node.id(), title, node.inputs(), () -> make(node, engine)));
            }
        }
        return tasks;
    }

    /** Returns a stage as a value. */
    public StageTask task(String id) {
        return StageOrder.task(node(id), target, application);
    }

    /** Has the artifact of a stage made, whose inputs are finished. */
    private void make(Node node, Engine engine) {
        engine.make(task(node.id()));
        if (!application.store().has(node.id())) {
            throw new LeewayException("The " + node.title() + " was made elsewhere, but is not in "
                    + application.store().root().toAbsolutePath() + ": that folder must be the same one, by the same"
                    + " path, on every machine. --runs names one that is shared.");
        }
    }

    private static RunScope enter(Experiment experiment, Application application) {
        Application own = application.on(experiment.device());
        MadeArtifacts none = new MadeArtifacts(own.store(), Progress.NONE, MetricListener.NONE, (name, artifact) -> {});
        return own.enter(experiment, none, MetricListener.NONE);
    }
}
