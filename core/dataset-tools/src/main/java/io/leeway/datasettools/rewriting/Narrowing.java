package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.verification.Findings;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rounding of float64 to float32, which takes half the space and is what agents learn from. */
final class Narrowing {
    private final DatasetPath dataset;

    Narrowing(DatasetPath dataset) {
        this.dataset = dataset;
    }

    static DatasetDescription of(DatasetDescription description) {
        return new DatasetDescription(
                whole(description.observationSpace()), whole(description.actionSpace()), description.attributes());
    }

    private static @Nullable Space whole(@Nullable Space space) {
        return space == null ? null : of(space);
    }

    private static Space of(Space space) {
        if (space instanceof Space.Box box && box.type() == ElementType.FLOAT64) {
            return new Space.Box(box.shape(), box.low(), box.high(), ElementType.FLOAT32);
        } else if (space instanceof Space.Dict dict) {
            Map<String, Space> parts = new LinkedHashMap<>();
            dict.spaces().forEach((name, part) -> parts.put(name, of(part)));
            return new Space.Dict(parts);
        } else if (space instanceof Space.Tuple tuple) {
            return new Space.Tuple(tuple.spaces().stream().map(Narrowing::of).toList());
        }
        return space;
    }

    /**
     * Returns an episode without float64.
     *
     * @throws LeewayException if a finite value is infinite in float32, naming its place
     */
    Episode of(int index, Episode episode) {
        Map<String, Column> columns = new LinkedHashMap<>();
        episode.columns().forEach((name, column) -> columns.put(name, of(index, name, column)));
        return new Episode(columns, episode.seed());
    }

    private Column of(int index, String name, Column column) {
        if (column.type() != ElementType.FLOAT64) {
            return column;
        }
        float[] values = new float[column.size()];
        column.toFloats(values, 0);
        for (int i = 0; i < values.length; i++) {
            if (Float.isInfinite(values[i]) && Double.isFinite(column.real(i))) {
                int size = column.rowSize();
                throw new LeewayException(dataset.path() + ", " + Findings.place(index, name, i / size, i % size, size)
                        + ": " + column.real(i) + " is too great for float32. Convert without --float32.");
            }
        }
        return Column.of(values, column.shape().toArray(Integer[]::new));
    }
}
