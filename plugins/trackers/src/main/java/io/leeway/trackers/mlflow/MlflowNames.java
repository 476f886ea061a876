package io.leeway.trackers.mlflow;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that MLflow takes: letters, digits, and {@code _-.:} and spaces, in parts between slashes.
 *
 * @param seed that of the series; null where it belongs to none
 * @param series the rest of the series' name
 */
record MlflowNames(@Nullable Long seed, String series) {
    private static final Pattern OF_SEED = Pattern.compile("seed-(-?\\d{1,18})/(.+)");
    private static final int LONGEST = 250;

    /** Takes a series' name apart: the metrics of {@code seed-3/guided} are in the run of seed 3. */
    static MlflowNames of(String series) {
        Matcher matcher = OF_SEED.matcher(series);
        return matcher.matches()
                ? new MlflowNames(Long.valueOf(matcher.group(1)), matcher.group(2))
                : new MlflowNames(null, series);
    }

    /** Returns what a metric is called among those of all series. */
    String metric(String name) {
        return allowed(series + "/" + name);
    }

    /** Returns a name as MLflow takes it. */
    static String allowed(String name) {
        String parts = Arrays.stream(name.split("/", -1))
                .map(part -> part.replaceAll("[^\\w.\\- :]", "_"))
                .map(part -> part.matches("\\.*") ? "_" + part : part)
                .collect(Collectors.joining("/"));
        return parts.length() > LONGEST ? parts.substring(0, LONGEST) : parts;
    }
}
