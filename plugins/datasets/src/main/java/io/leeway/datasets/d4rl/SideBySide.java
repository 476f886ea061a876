package io.leeway.datasets.d4rl;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Columns side by side in one. */
final class SideBySide {
    private SideBySide() {}

    /**
     * Returns one column of all; of the parts' type where they have the same, else of float64.
     *
     * @throws LeewayException if there are several, and one has rows that are not flat
     */
    static Column of(Path path, Map<String, Column> parts) {
        Column first = parts.values().iterator().next();
        if (parts.size() == 1) {
            return first;
        }
        parts.forEach((name, part) -> {
            if (part.shape().size() > 1) {
                throw new LeewayException("Cannot write " + path + ": D4RL's layout has one flat observation, but "
                        + name + " has rows of the shape " + part.shape()
                        + ". Write Minari's layout instead (--to minari)");
            }
        });
        boolean same = parts.values().stream().allMatch(part -> part.type() == first.type());
        ElementType type = same ? first.type() : ElementType.FLOAT64;
        int width = parts.values().stream().mapToInt(Column::rowSize).sum();
        ByteBuffer bytes =
                ByteBuffer.allocate(first.rows() * width * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < first.rows(); row++) {
            for (Column part : parts.values()) {
                if (same) {
                    bytes.put(part.rows(row, 1).bytes());
                } else {
                    for (int i = 0; i < part.rowSize(); i++) {
                        bytes.putDouble(part.real(row * part.rowSize() + i));
                    }
                }
            }
        }
        return Column.of(type, List.of(width), bytes.flip());
    }
}
