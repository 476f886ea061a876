package io.leeway.datasets.collect;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
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
     * @param omitted names, with the kind of the value, of infos that there are and that are not carried
     * @throws LeewayException if one is missing
     */
    void addStep(Map<String, Info> infos, int environment, List<String> omitted) {
        for (String name : names) {
            Info info = infos.get(name);
            if (info == null || !info.present()[environment]) {
                throw new LeewayException(missing(name, omitted));
            }
            add(Episode.INFOS + "/" + name, info, environment);
        }
    }

    private String missing(String name, List<String> omitted) {
        return omitted.stream()
                .filter(each -> each.equals(name) || each.startsWith(name + " ("))
                .findFirst()
                .map(each -> "There is an info '" + name + "' in a step of " + place + ", but its kind of value is not"
                        + " carried: " + each + ". Leave it out of 'infos'")
                .orElse("There is no info '" + name + "' in a step of " + place
                        + ", but one that is recorded must be there in every step: leave it out of 'infos'");
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
                    + " are " + info.kind() + ", but a dataset holds numbers of one type and shape: leave it out of"
                    + " 'infos'");
        } else {
            column(path, numbers).add(whole(path, numbers, environment), environment);
        }
    }

    /** A dataset's integers have a sign: unsigned ones of 64 bits must be among them. */
    private Value whole(String path, Info.Numbers numbers, int environment) {
        int size = numbers.shape().stream().reduce(1, Math::multiplyExact);
        if (numbers.type() == ElementType.UINT64 && numbers.values() instanceof Value.Integers integers) {
            for (int i = environment * size; i < (environment + 1) * size; i++) {
                if (integers.values()[i] < 0) {
                    throw new LeewayException("The " + path + " of " + place + " is "
                            + Long.toUnsignedString(integers.values()[i])
                            + ", but a dataset's integers end at " + Long.MAX_VALUE + ": leave it out of 'infos'");
                }
            }
        }
        return numbers.values();
    }

    private GrowingColumn column(String path, Info.Numbers numbers) {
        ElementType type = numbers.type() == ElementType.UINT64 ? ElementType.INT64 : numbers.type();
        GrowingColumn column = columns.computeIfAbsent(path, absent -> new GrowingColumn(type, numbers.shape()));
        if (!column.holds(type, numbers.shape())) {
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
