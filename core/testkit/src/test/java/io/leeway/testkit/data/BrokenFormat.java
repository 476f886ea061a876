package io.leeway.testkit.data;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.support.NumpyArchive;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A format that keeps each column as bytes in an archive, with one fault. */
record BrokenFormat(Fault fault) implements DatasetFormat {
    /** A fault, with the contract's test that must notice it. */
    enum Fault {
        NONE(""),
        SEEDS_LOST("whatIsWrittenIsReadBitForBit"),
        A_BIT_CHANGED("whatIsWrittenIsReadBitForBit"),
        LAST_EPISODE_LOST("whatIsWrittenIsReadBitForBit"),
        STEPS_WRONG("whatIsWrittenIsReadBitForBit"),
        IN_PLACE_AT_ONCE("nothingIsInPlaceBeforeItIsCommitted"),
        RUBBISH_LEFT("closingWithoutCommitLeavesNothing"),
        NO_EPISODES_ALLOWED("aDatasetWithoutEpisodesIsRefused"),
        OVERWRITES("whatIsThereAlreadyIsRefusedAndLeftAsItIs"),
        COLUMNS_MAY_CHANGE("columnsThatChangeAreRefused"),
        READING_TOUCHES("readingChangesNothing"),
        ONE_READER_FOR_ALL("readersAreApartAndCanBeClosedEarly"),
        RECOGNIZES_ALL("onlyItsOwnIsRecognized"),
        NAMES_NOTHING("onlyItsOwnIsRecognized"),
        FAILS_WITHOUT_A_NAME("whatIsNotADatasetIsRefusedByName"),
        DIGEST_CHANGES("theDigestIsOfTheData"),
        DIGEST_OF_NOTHING("theDigestIsOfTheData"),
        ALL_FILES_ARE_ITS_OWN("theFilesOfADatasetAreItsOwnAlone");

        final String noticedBy;

        Fault(String noticedBy) {
            this.noticedBy = noticedBy;
        }
    }

    private static final Map<Path, Reader> SHARED = new LinkedHashMap<>();
    private static final AtomicInteger DIGESTS = new AtomicInteger();

    @Override
    public boolean recognizes(Path path) {
        return Files.exists(path)
                && (fault == Fault.RECOGNIZES_ALL || path.toString().endsWith(".toy"));
    }

    @Override
    public boolean names(Path path) {
        return fault != Fault.NAMES_NOTHING && path.toString().endsWith(".toy");
    }

    @Override
    public EpisodeReader open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new LeewayException(fault == Fault.FAILS_WITHOUT_A_NAME ? "no file" : path + " is no file");
        }
        if (fault == Fault.READING_TOUCHES) {
            io(() -> Files.setLastModifiedTime(path, FileTime.fromMillis(1)));
        }
        Reader reader = new Reader(NumpyArchive.read(path));
        return fault == Fault.ONE_READER_FOR_ALL ? SHARED.computeIfAbsent(path, any -> reader) : reader;
    }

    @Override
    public EpisodeWriter create(Path path, DatasetDescription description) {
        if (Files.exists(path) && fault != Fault.OVERWRITES) {
            throw new LeewayException(path + " is there already");
        } else if (fault == Fault.OVERWRITES) {
            io(() -> Files.deleteIfExists(path));
        } else if (fault == Fault.RUBBISH_LEFT) {
            io(() -> Files.writeString(path.resolveSibling("rubbish"), ""));
        }
        return new Writer(path);
    }

    @Override
    public String sha256(Path path) {
        if (!Files.exists(path)) {
            throw new LeewayException(path + " is not there");
        }
        return switch (fault) {
            case DIGEST_OF_NOTHING -> "0".repeat(64);
            case DIGEST_CHANGES -> String.format(Locale.ROOT, "%064x", DIGESTS.incrementAndGet());
            default -> String.format(Locale.ROOT, "%064x", Arrays.hashCode(io(() -> Files.readAllBytes(path))));
        };
    }

    @Override
    public Set<Path> files(Path path) {
        return fault == Fault.ALL_FILES_ARE_ITS_OWN ? Set.of(path) : DatasetFormat.super.files(path);
    }

    private final class Writer implements EpisodeWriter {
        private final Path path;
        private final NumpyArchive archive = new NumpyArchive();
        private Map<String, String> shapes = Map.of();
        private int episodes;

        Writer(Path path) {
            this.path = path;
        }

        @Override
        public void write(Episode episode) {
            Map<String, String> found = new LinkedHashMap<>();
            episode.columns().forEach((name, column) -> found.put(name, column.type() + " " + column.shape()));
            if (!shapes.isEmpty() && !shapes.equals(found) && fault != Fault.COLUMNS_MAY_CHANGE) {
                throw new LeewayException("Columns change from " + shapes + " to " + found);
            }
            shapes = found;
            String seed = fault == Fault.SEEDS_LOST ? "null" : "" + episode.seed();
            archive.put(episodes + "|" + seed, new byte[1]);
            episode.columns().forEach((name, column) -> {
                byte[] bytes = new byte[column.bytes().remaining()];
                column.bytes().get(bytes);
                bytes[0] ^= (byte) (fault == Fault.A_BIT_CHANGED && episodes == 3 ? 64 : 0);
                String shape = column.shape().stream().map(String::valueOf).collect(Collectors.joining(","));
                archive.put(episodes + "|" + name + "|" + column.type() + "|" + shape, bytes);
            });
            episodes++;
            if (fault == Fault.IN_PLACE_AT_ONCE) {
                archive.write(path);
            }
        }

        @Override
        public void commit() {
            if (episodes == 0 && fault != Fault.NO_EPISODES_ALLOWED) {
                throw new LeewayException("There is no episode");
            }
            archive.write(path);
        }

        @Override
        public void close() {}
    }

    private final class Reader implements EpisodeReader {
        private final NumpyArchive archive;
        private final int episodes;
        private int next;

        Reader(NumpyArchive archive) {
            this.archive = archive;
            this.episodes = archive.entries().keySet().stream()
                            .mapToInt(name -> Integer.parseInt(name.split("\\|", 2)[0]))
                            .max()
                            .orElse(-1)
                    + (fault == Fault.LAST_EPISODE_LOST ? 0 : 1);
        }

        @Override
        public DatasetDescription description() {
            return new DatasetDescription(null, null, Map.of());
        }

        @Override
        public long steps() {
            return fault == Fault.STEPS_WRONG ? 1 : -1;
        }

        @Override
        public @Nullable Episode next() {
            if (next == episodes) {
                return null;
            }
            Map<String, Column> columns = new LinkedHashMap<>();
            BigInteger seed = null;
            for (Map.Entry<String, NumpyArchive.Entry> entry : archive.entries().entrySet()) {
                String[] parts = entry.getKey().split("\\|", -1);
                if (!parts[0].equals("" + next)) {
                    continue;
                } else if (parts.length == 2) {
                    seed = parts[1].equals("null") ? null : new BigInteger(parts[1]);
                    continue;
                }
                List<Integer> shape = Arrays.stream(parts[3].split(","))
                        .filter(size -> !size.isEmpty())
                        .map(Integer::valueOf)
                        .toList();
                ByteBuffer bytes = ByteBuffer.wrap((byte[]) entry.getValue().array());
                columns.put(parts[1], Column.of(ElementType.valueOf(parts[2]), shape, bytes));
            }
            next++;
            return new Episode(columns, seed);
        }

        @Override
        public void close() {}
    }

    private static <T> T io(Callable<T> action) {
        try {
            return action.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
