package io.leeway.spark.driver;

import java.io.IOException;
import java.net.InetAddress;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * What an executor does with the configuration of a stage: it returns why the stage failed, or an empty text. It throws
 * where another attempt may succeed, such as on a machine that has Leeway.
 */
final class StageFunction implements Function<byte[], String> {
    private static final long serialVersionUID = 1L;

    private final String distribution;
    private final String plugins;

    StageFunction(String distribution, String plugins) {
        this.distribution = distribution;
        this.plugins = plugins;
    }

    @Override
    public String call(byte[] configuration) throws IOException {
        TaskContext context = TaskContext.get();
        String host = InetAddress.getLocalHost().getHostName();
        try {
            String failure = Workplace.open(distribution, plugins).make(configuration, context::isInterrupted);
            return failure.isEmpty() ? "" : failure + " (on " + host + ")";
        } catch (IllegalStateException absent) {
            throw new IllegalStateException("On " + host + " " + absent.getMessage(), absent);
        }
    }
}
