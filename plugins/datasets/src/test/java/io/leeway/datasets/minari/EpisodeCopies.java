package io.leeway.datasets.minari;

import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.support.NumpyArchive;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Copies of episodes that Python and Java exchange beside datasets: each column's bytes, after a line with the type's
 * name and the shape of a row.
 */
final class EpisodeCopies {
    private EpisodeCopies() {}

    static void write(Path file, List<Episode> episodes) {
        NumpyArchive archive = new NumpyArchive();
        for (int i = 0; i < episodes.size(); i++) {
            Episode episode = episodes.get(i);
            if (episode.seed() != null) {
                archive.put(i + "/seed", new long[] {episode.seed().longValue()});
            }
            for (Map.Entry<String, Column> entry : episode.columns().entrySet()) {
                archive.put(i + "/" + entry.getKey(), bytes(entry.getValue()));
            }
        }
        archive.write(file);
    }

    private static byte[] bytes(Column column) {
        String head = column.type().name().toLowerCase(Locale.ROOT) + " " + column.shape() + "\n";
        ByteBuffer all = ByteBuffer.allocate(head.length() + column.bytes().remaining());
        return all.put(head.getBytes(StandardCharsets.US_ASCII))
                .put(column.bytes())
                .array();
    }

    /** Returns the columns of an episode's copy. */
    static Map<String, Column> columns(NumpyArchive archive, int episode) {
        Map<String, Column> columns = new LinkedHashMap<>();
        archive.entries().keySet().forEach(name -> {
            String[] parts = name.split("/", 2);
            if (parts[0].equals("" + episode) && !parts[1].equals("seed")) {
                columns.put(parts[1], column(archive.bytes(name)));
            }
        });
        return columns;
    }

    static BigInteger seed(NumpyArchive archive, int episode) {
        return new BigInteger(Long.toUnsignedString(archive.longs(episode + "/seed")[0]));
    }

    private static Column column(byte[] bytes) {
        int end = 0;
        while (bytes[end] != '\n') {
            end++;
        }
        String[] head = new String(bytes, 0, end, StandardCharsets.US_ASCII).split(" ", 2);
        List<Integer> shape = Arrays.stream(Objects.requireNonNull(head[1])
                        .replaceAll("[\\[\\] ]", "")
                        .split(","))
                .filter(size -> !size.isEmpty())
                .map(Integer::valueOf)
                .toList();
        ByteBuffer values = ByteBuffer.wrap(bytes, end + 1, bytes.length - end - 1);
        return Column.of(ElementType.valueOf(head[0].toUpperCase(Locale.ROOT)), shape, values);
    }
}
