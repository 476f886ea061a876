package io.leeway.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command that starts a driver, with what an executor needs in order to compute as this process does. */
final class SubmitCommand {
    private static final String DRIVER = "io.leeway.spark.driver.SparkDriver";
    private static final String EXECUTOR_JAVA = "spark.executor.extraJavaOptions";
    private static final String DRIVER_JAVA = "spark.driver.extraJavaOptions";

    /** The variables that results depend on, or that keep TensorFlow quiet. */
    private static final List<String> VARIABLES =
            List.of("TF_XLA_FLAGS", "NVIDIA_TF32_OVERRIDE", "TF_CPP_MIN_LOG_LEVEL");

    private SubmitCommand() {}

    /**
     * Returns the command.
     *
     * @param environment the variables of this process
     * @param processors how many this process sees: results may depend on the size of the pool of threads
     */
    static List<String> line(SparkConfig config, SparkHome home, Map<String, String> environment, int processors) {
        List<String> line = new ArrayList<>();
        line.add(home.spark().resolve("bin").resolve("spark-submit").toString());
        line.addAll(List.of("--master", config.master(), "--deploy-mode", "client", "--name", "Leeway"));
        settings(config, environment, processors).forEach((name, value) -> {
            line.add("--conf");
            line.add(name + "=" + value);
        });
        line.addAll(List.of("--class", DRIVER, home.jar().toString()));
        line.add(home.distribution().toString());
        Path plugins = config.plugins();
        line.add(plugins == null ? "" : plugins.toAbsolutePath().toString());
        return line;
    }

    private static Map<String, String> settings(SparkConfig config, Map<String, String> environment, int processors) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.ui.enabled", "false");
        for (String variable : VARIABLES) {
            String value = environment.get(variable);
            if (value != null) {
                settings.put("spark.executorEnv." + variable, value);
            }
        }
        settings.putAll(config.conf());
        String own = "-XX:ActiveProcessorCount=" + processors;
        settings.merge(EXECUTOR_JAVA, own, (users, ours) -> users + " " + ours);
        if (config.master().startsWith("local")) {
            settings.merge(DRIVER_JAVA, own, (users, ours) -> users + " " + ours);
        }
        return settings;
    }
}
