package io.leeway.spi.data;

import io.leeway.spi.LeewayException;
import java.util.Map;
import java.util.TreeMap;

/** The places where windows have values that are not finite. */
final class NotFinite {
    private NotFinite() {}

    /** Returns what is wrong with windows that have such a value: every column with its first place. */
    static LeewayException in(Windows windows) {
        Map<Integer, String> places = new TreeMap<>();
        int width = windows.layout().width();
        float[] buffer = new float[windows.horizon() * width];
        for (int window = 0; window < windows.count(); window++) {
            windows.gather(window, buffer, 0);
            for (int i = 0; i < buffer.length; i++) {
                if (!Float.isFinite(buffer[i])) {
                    String place = name(windows.layout(), i % width) + ", first " + buffer[i] + " in episode "
                            + windows.episode(window) + " at step " + (windows.start(window) + i / width);
                    places.putIfAbsent(i % width, place);
                }
            }
        }
        return new LeewayException("The dataset has values that are not finite: " + String.join("; ", places.values())
                + ". Leave those episodes out or mend them; 'leeway dataset verify' lists every one.");
    }

    private static String name(TrajectoryLayout layout, int column) {
        if (column < layout.actionOffset()) {
            return "observation column " + column;
        }
        if (column < layout.rewardColumn()) {
            return "action column " + (column - layout.actionOffset());
        }
        if (column >= layout.nextObservationOffset()) {
            return "next observation column " + (column - layout.nextObservationOffset());
        }
        return column == layout.rewardColumn() ? "reward" : "terminal";
    }
}
