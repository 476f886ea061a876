package io.leeway.experiment.run;

import io.leeway.experiment.graph.Application;
import io.leeway.experiment.graph.RunScope;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.StageMaker;
import io.leeway.spi.engine.StageTask;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.inject.Provisions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The maker of stages in this process: it plans the experiment of a task anew, and makes that one stage of it, if it
 * depends on the same things here as where it was planned.
 */
public final class StageWork implements StageMaker {
    private final Application application;
    private final MetricListener listener;
    private final Configurations configurations;

    /** Makes stages into the store of an application. */
    public StageWork(Application application) {
        this(application, MetricListener.NONE);
    }

    /** Makes stages into the store of an application, and tells their metrics as they come, from several threads. */
    StageWork(Application application, MetricListener listener) {
        this.application = application;
        this.listener = listener;
        configurations = new Configurations(application.settings().registry());
    }

    @Override
    public void make(StageTask task) {
        make(StageOrder.read(task.configuration(), configurations));
    }

    /** Makes the artifact that was ordered, as {@link #make(StageTask)} does. */
    public void make(StageOrder order) {
        Application own = application
                .showing(new LabelledProgress(application.settings().progress(), order.label()))
                .on(order.of().device());
        MadeArtifacts none = new MadeArtifacts(own.store(), Progress.NONE, MetricListener.NONE, (name, artifact) -> {});
        try (RunScope run = own.enter(order.of(), none, listener);
                SeedScope seed = run.enter(order.seed())) {
            Provisions.unwrapped(
                    () -> own.store().obtain(planned(order, order.target().stages(order.of(), seed))));
        }
    }

    private static Stage<?> planned(StageOrder order, List<? extends Stage<?>> wanted) {
        Stage<?> named = null;
        Deque<Stage<?>> left = new ArrayDeque<>(wanted);
        while (!left.isEmpty()) {
            Stage<?> stage = left.removeFirst();
            if (stage.key().id().equals(order.id())) {
                return stage;
            }
            named = stage.name().equals(order.name()) ? stage : named;
            left.addAll(stage.inputs());
        }
        throw new LeewayException(difference(order, named));
    }

    private static String difference(StageOrder order, @Nullable Stage<?> here) {
        String text = "The " + order.title() + " was planned as " + order.id() + ", but ";
        return here == null
                ? text + "the same experiment has no " + order.name() + " here."
                : text + "comes to " + here.key().id() + " here: "
                        + KeyDifference.between(order.key(), here.key().inputs())
                        + ". Code, data or settings have changed meanwhile, or are others on this machine.";
    }
}
