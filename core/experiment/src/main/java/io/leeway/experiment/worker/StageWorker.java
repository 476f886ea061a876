package io.leeway.experiment.worker;

import io.leeway.experiment.graph.Application;
import io.leeway.experiment.run.CancellableProgress;
import io.leeway.experiment.run.StageOrder;
import io.leeway.experiment.run.StageWork;
import io.leeway.experiment.trained.RunPolicies;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.registry.Registry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker that makes stages for another process, called by whoever has none but Java's own types in common with it:
 * the loader of a program's plugin opens Leeway's jars apart from that program's own.
 *
 * <p>It takes the configuration of a {@link io.leeway.spi.engine.StageTask} and what says whether the stage is still
 * wanted, and returns why it failed, or an empty text once the store has the artifact.
 */
public final class StageWorker implements BiFunction<byte[], BooleanSupplier, String> {
    private final Registry registry;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /**
     * Opens the plugins.
     *
     * @param plugins the folder of plugins that are not Leeway's own; empty for none
     */
    public StageWorker(String plugins) {
        registry = Registry.load(plugins.isEmpty() ? null : Path.of(plugins));
    }

    /**
     * Makes a stage. The lock of a stage in the making is that of a process: a second call for the same one, such as
     * the next attempt while the one before has not noticed yet that it is not wanted, waits here.
     *
     * @throws CancellationException if the stage is no longer wanted
     */
    @Override
    public String apply(byte[] configuration, BooleanSupplier unwanted) {
        try {
            StageOrder order = StageOrder.read(configuration, new Configurations(registry));
            RelativePaths.refuse(order);
            synchronized (locks.computeIfAbsent(order.id(), id -> new Object())) {
                new StageWork(application(order, unwanted)).make(order);
            }
            return "";
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (LeewayException failure) {
            return text(failure.getMessage());
        } catch (OutOfMemoryError exhausted) {
            return "Java ran out of memory (" + text(exhausted.getMessage()) + "): give the process more";
        } catch (RuntimeException | LinkageError failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            return "The stage failed unexpectedly: " + trace;
        }
    }

    private Application application(StageOrder order, BooleanSupplier unwanted) {
        Progress progress = new CancellableProgress(Progress.NONE, unwanted);
        return RunPolicies.application(
                Application.Settings.of(registry, progress, Device.AUTO).in(order.runs(), order.checkpointInterval()));
    }

    private static String text(@Nullable String message) {
        return message == null || message.isEmpty() ? "no reason was given" : message;
    }
}
