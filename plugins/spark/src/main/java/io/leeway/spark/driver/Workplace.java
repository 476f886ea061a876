package io.leeway.spark.driver;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Leeway's distribution, opened once in the process of an executor by a loader that sees none of Spark's classes: the
 * libraries of both clash. So there is one TensorFlow runtime an executor.
 */
final class Workplace {
    private static final String WORKER = "io.leeway.experiment.worker.StageWorker";
    private static final Map<String, Workplace> OPENED = new ConcurrentHashMap<>();

    private final ClassLoader loader;
    private final BiFunction<byte[], BooleanSupplier, String> worker;

    private Workplace(ClassLoader loader, BiFunction<byte[], BooleanSupplier, String> worker) {
        this.loader = loader;
        this.worker = worker;
    }

    /**
     * Opens a distribution, or returns it where it is open.
     *
     * @param distribution Leeway's folder on this machine, with {@code lib/leeway.jar} in it
     * @param plugins the folder of other plugins on this machine; empty for none
     * @throws IllegalStateException if it is not there, or not one
     */
    static Workplace open(String distribution, String plugins) {
        synchronized (OPENED) {
            Workplace known = OPENED.get(distribution + File.pathSeparator + plugins);
            if (known == null) {
                known = load(distribution, plugins);
                OPENED.put(distribution + File.pathSeparator + plugins, known);
            }
            return known;
        }
    }

    @SuppressWarnings("unchecked") // the worker says what it takes
    private static Workplace load(String distribution, String plugins) {
        File jar = new File(distribution, "lib/leeway.jar");
        if (!jar.isFile()) {
            throw new IllegalStateException(
                    "there is no " + jar + ": Leeway must be in the same folder on every machine, or"
                            + " 'distribution' of the engine must say where it is");
        }
        // As the launcher has it: Guice would generate classes that an isolated loader does not find.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        ClassLoader loader = loader(jar);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object worker = Class.forName(WORKER, true, loader)
                    .getConstructor(String.class)
                    .newInstance(plugins);
            return new Workplace(loader, (BiFunction<byte[], BooleanSupplier, String>) worker);
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException(
                    "Leeway in " + distribution + " could not be opened: " + failure.getCause(), failure);
        } catch (ReflectiveOperationException | LinkageError other) {
            throw new IllegalStateException(
                    "what is in " + distribution + " is not this version of Leeway: " + other, other);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClassLoader loader(File jar) {
        try {
            URL[] addresses = {jar.toURI().toURL()};
            return new URLClassLoader("leeway", addresses, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(jar + " has no address", impossible);
        }
    }

    /** Makes a stage, and returns why it failed; empty if it did not. */
    String make(byte[] configuration, BooleanSupplier unwanted) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return worker.apply(configuration, unwanted);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
