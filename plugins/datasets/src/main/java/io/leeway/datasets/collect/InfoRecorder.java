package io.leeway.datasets.collect;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Info;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recorder of the chosen infos of one environment: one in every step, and that of the reset where it gives one. */
final class InfoRecorder {
    private final List<String> names;
    private final String place;
    private final Map<String, GrowingColumn> columns = new LinkedHashMap<>();

    /**
     * Creates a recorder.
     *
     * @param place what is recorded, for errors
     */
    InfoRecorder(List<String> names, String place) {
        this.names = names;
        this.place = place;
    }

    /** Records those of a reset, where there are any. */
    void addReset(Map<String, Info> infos, int environment) {
        for (String name : names) {
            Info info = infos.get(name);
            if (info != null && info.present()[environment]) {
                add(Episode.INFOS + "/" + name, info, environment);
            }
        }
    }

    /**
     * Records those of a step.
     *
     * @throws LeewayException if one is missing
     */
    void addStep(Map<String, Info> infos, int environment) {
        for (String name : names) {
            Info info = infos.get(name);
            if (info == null || !info.present()[environment]) {
                throw new LeewayException("There is no info '" + name + "' in a step of " + place
                        + ", but one that is recorded must be there in every step: leave it out of 'infos'");
            }
            add(Episode.INFOS + "/" + name, info, environment);
        }
    }

    private void add(String path, Info info, int environment) {
        if (info instanceof Info.Group group) {
            group.columns().forEach((name, part) -> {
                if (part.present()[environment]) {
                    add(path + "/" + name, part, environment);
                }
            });
            return;
        } else if (!(info instanceof Info.Numbers numbers)) {
            throw new LeewayException("The " + path + " of " + place
                    + " are texts, but a dataset holds numbers: leave it out of 'infos'");
        } else {
            column(path, numbers).add(numbers.values(), environment);
        }
    }

    private GrowingColumn column(String path, Info.Numbers numbers) {
        GrowingColumn column =
                columns.computeIfAbsent(path, absent -> new GrowingColumn(numbers.type(), numbers.shape()));
        if (!column.holds(numbers.type(), numbers.shape())) {
            throw new LeewayException("The " + path + " of " + place + " became " + numbers.type() + " of the shape "
                    + numbers.shape() + ", but a dataset's column keeps its type and shape: leave it out of 'infos'");
        }
        return column;
    }

    /** Adds the columns of an episode that ended, and begins anew. */
    void take(int steps, Map<String, Column> target) {
        columns.forEach((path, column) -> {
            int rows = column.rows();
            if (rows != steps && rows != steps + 1) {
                throw new LeewayException("The " + path + " of " + place + " has " + rows + " rows in an episode of "
                        + steps + " steps, but must be there in every step: leave it out of 'infos'");
            }
            target.put(path, column.take());
        });
    }
}
