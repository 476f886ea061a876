package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.Hdf5Group;
import io.leeway.spi.data.DatasetDescription;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a file in D4RL's layout says of itself. */
final class D4rlDescription {
    /** The attribute that tells what timeouts mark. */
    static final String TIMEOUTS = "timeouts";

    private static final int MOST_ATTRIBUTES = 64;
    private static final int LONGEST = 100_000;

    private D4rlDescription() {}

    static DatasetDescription of(Hdf5Group root, D4rlColumns columns, boolean waypoints) {
        Map<String, String> attributes = new LinkedHashMap<>();
        root.attributes().forEach((name, value) -> {
            String text = String.valueOf(value).strip();
            if (attributes.size() < MOST_ATTRIBUTES && !text.isEmpty() && text.length() <= LONGEST) {
                attributes.put(name, text);
            }
        });
        if (waypoints) {
            attributes.put(
                    TIMEOUTS,
                    "mark reached waypoints: episodes are cut there, but not truncated (timeouts: time-limits changes it)");
        }
        if (!columns.leftOut().isEmpty()) {
            attributes.put("left_out", String.join(", ", columns.leftOut()));
        }
        return new DatasetDescription(null, null, attributes);
    }
}
