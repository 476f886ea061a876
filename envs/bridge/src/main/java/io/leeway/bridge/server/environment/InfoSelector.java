package io.leeway.bridge.server.environment;

import io.leeway.bridge.codec.InfoCodec;
import io.leeway.proto.env.v1.InfoSelection;
import io.leeway.proto.env.v1.Infos;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.VectorOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The selection of the infos that the client asked for.
 *
 * @param names of them, or {@link VectorOptions#ALL_INFOS}
 * @param items whether the client knows values of any kind
 */
public record InfoSelector(Set<String> names, boolean items) {
    private static final int MOST_NAMES = 1024;
    /** Gymnasium's name for the infos before a reset. */
    private static final String FINAL = "final_info";

    public static InfoSelector of(InfoSelection selection) {
        if (selection.getNamesCount() > MOST_NAMES) {
            throw RequestRefused.exhausted("The selection names " + selection.getNamesCount() + " infos, but "
                    + MOST_NAMES + " is the most: ask for all");
        }
        return new InfoSelector(
                selection.getAll() ? VectorOptions.ALL_INFOS : Set.copyOf(selection.getNamesList()),
                selection.getItems());
    }

    private boolean all() {
        return names.contains("*");
    }

    /** Carries the chosen columns. */
    Infos infos(Map<String, Info> columns, int count) {
        if (all() || columns.isEmpty()) {
            return InfoCodec.encode(columns, count, items);
        }
        Map<String, Info> chosen = new LinkedHashMap<>(columns);
        chosen.keySet().retainAll(names);
        return InfoCodec.encode(chosen, count, items);
    }

    /** Carries the columns from before a reset, if they were chosen. */
    Infos finalInfos(Map<String, Info> columns, int count) {
        return all() || names.contains(FINAL) ? InfoCodec.encode(columns, count, items) : Infos.getDefaultInstance();
    }
}
