package io.leeway.datasets.minari.space;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Space;
import java.util.Map;

/** Spaces as Minari serialises them, in JSON. */
public final class SpaceJson {
    private SpaceJson() {}

    /**
     * Reads a space.
     *
     * @param where the file and key: every error begins with it
     * @throws LeewayException if it is none, or one that is not known
     */
    public static Space read(String where, String json) {
        return SpaceReader.read(where, json);
    }

    /** Writes a space. */
    public static String write(Space space) {
        return new SpaceWriter(Map.of()).write("", space);
    }
}
