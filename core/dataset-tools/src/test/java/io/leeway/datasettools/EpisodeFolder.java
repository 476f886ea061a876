package io.leeway.datasettools;

import io.leeway.spi.Default;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.wiring.file.Folders;
import jakarta.inject.Inject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of one file an episode, whose name ends in {@code .episodes}: enough of a format to work with. */
public final class EpisodeFolder implements DatasetFormat {
    private static final String ENDING = ".episodes";

    private final int most;

    record Keys(@Default("1000000") int most) {}

    @Inject
    EpisodeFolder(Keys keys) {
        this(keys.most());
    }

    /** Makes one whose disk is full after so many episodes. */
    public EpisodeFolder(int most) {
        this.most = most;
    }

    public static DatasetPath at(Path path) {
        return new DatasetPath(path, "episodes", new EpisodeFolder(Integer.MAX_VALUE));
    }

    /** Writes a dataset at once. */
    public static DatasetPath of(Path path, DatasetDescription description, List<Episode> episodes) {
        DatasetPath dataset = at(path);
        try (EpisodeWriter writer = dataset.format().create(path, description)) {
            episodes.forEach(writer::write);
            writer.commit();
        }
        return dataset;
    }

    /** Reads a dataset at once. */
    public static List<Episode> all(DatasetPath dataset) {
        List<Episode> all = new ArrayList<>();
        try (EpisodeReader reader = dataset.open()) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                all.add(episode);
            }
        }
        return all;
    }

    @Override
    public boolean recognizes(Path path) {
        return Files.exists(path.resolve("about"));
    }

    @Override
    public Set<Path> files(Path path) {
        open(path).close();
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> String.valueOf(file.getFileName()).matches("about|episode-[0-9]+"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean names(Path path) {
        return path.toString().endsWith(ENDING);
    }

    @Override
    public String sha256(Path path) {
        return "digest of " + path.getFileName();
    }

    @Override
    public EpisodeReader open(Path path) {
        return new Reader(path);
    }

    @Override
    public EpisodeWriter create(Path path, DatasetDescription description) {
        return new Writer(path, description, most);
    }

    private static void write(Path file, Episode episode) {
        try (DataOutputStream output = new DataOutputStream(Files.newOutputStream(file))) {
            output.writeInt(episode.columns().size());
            for (Map.Entry<String, Column> entry : episode.columns().entrySet()) {
                Column column = entry.getValue();
                output.writeUTF(entry.getKey());
                output.writeUTF(column.type().name());
                output.writeInt(column.shape().size());
                for (int size : column.shape()) {
                    output.writeInt(size);
                }
                byte[] bytes = new byte[column.bytes().remaining()];
                column.bytes().get(bytes);
                output.writeInt(bytes.length);
                output.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Episode read(Path file) {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (DataInputStream input = new DataInputStream(Files.newInputStream(file))) {
            for (int left = input.readInt(); left > 0; left--) {
                String name = input.readUTF();
                ElementType type = ElementType.valueOf(input.readUTF());
                List<Integer> shape = new ArrayList<>();
                for (int sizes = input.readInt(); sizes > 0; sizes--) {
                    shape.add(input.readInt());
                }
                columns.put(name, Column.of(type, shape, ByteBuffer.wrap(input.readNBytes(input.readInt()))));
            }
        } catch (IOException e) {
            throw new LeewayException(file.getFileName() + " is damaged", e);
        }
        return new Episode(columns, null);
    }

    private static final class Reader implements EpisodeReader {
        private final Path path;
        private final DatasetDescription description;
        private int next;

        Reader(Path path) {
            this.path = path;
            Map<String, String> attributes = new LinkedHashMap<>();
            try {
                for (String line : Files.readAllLines(path.resolve("about"))) {
                    attributes.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                }
            } catch (IOException e) {
                throw new LeewayException(path + " is no dataset", e);
            }
            String bound = attributes.remove("bound");
            Space actions = bound == null
                    ? null
                    : Space.Box.of(1, -Double.parseDouble(bound), Double.parseDouble(bound), ElementType.FLOAT64);
            description = new DatasetDescription(null, actions, attributes);
        }

        @Override
        public DatasetDescription description() {
            return description;
        }

        @Override
        public @Nullable Episode next() {
            Path file = path.resolve("episode-" + next++);
            return Files.exists(file) ? read(file) : null;
        }

        @Override
        public void close() {}
    }

    private static final class Writer implements EpisodeWriter {
        private final Path path;
        private final Path aside;
        private final int most;
        private int count;

        Writer(Path path, DatasetDescription description, int most) {
            this.path = path;
            this.most = most;
            aside = path.resolveSibling(path.getFileName() + ".part");
            List<String> lines = new ArrayList<>();
            description.attributes().forEach((name, value) -> lines.add(name + "=" + value));
            if (description.actionSpace() instanceof Space.Box box) {
                lines.add("bound=" + box.high()[0]);
            }
            try {
                Files.createDirectory(aside);
                Files.write(aside.resolve("about"), lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(Episode episode) {
            if (count == most) {
                throw new LeewayException("The disk is full.");
            }
            EpisodeFolder.write(aside.resolve("episode-" + count++), episode);
        }

        @Override
        public void commit() {
            try {
                Files.move(aside, path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                Folders.delete(aside);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
