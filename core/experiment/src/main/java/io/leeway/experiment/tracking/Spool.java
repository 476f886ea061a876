package io.leeway.experiment.tracking;

import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Staged;
import io.leeway.wiring.file.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of what a tracker has not taken yet, one JSON object a line in the order in which it is to be told. It is
 * bounded: once something does not fit, nothing that comes later is kept either, so that a tracker never sees a gap
 * that a later run could not fill. Not safe for threads.
 */
final class Spool {
    private final Path file;
    private final long limit;
    private long position;
    private long length;
    private boolean full;
    private @Nullable String problem;

    /** Lines that were read, and how many bytes they take in the file. */
    record Batch(List<Told> told, long bytes) {}

    /**
     * Opens the file.
     *
     * @param limit its greatest length in bytes
     */
    Spool(Path file, long limit) {
        this.file = file;
        this.limit = limit;
        try {
            if (Files.exists(file)) {
                keepWhatIsNotToldAgain();
            }
        } catch (IOException e) {
            fill(FileProblem.text(e));
        }
    }

    /** Keeps of what an earlier process did not come to tell what this one does not tell anyway, and is not damaged. */
    private void keepWhatIsNotToldAgain() throws IOException {
        List<Told> left = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    Told told = Told.read(line);
                    if (told instanceof Told.Histogram) {
                        left.add(told);
                    }
                } catch (IOException damaged) {
                    // the end of a line that a kill cut off
                }
            }
        }
        rewrite(left, new byte[0]);
    }

    /** Returns where it is. */
    Path file() {
        return file;
    }

    /** Returns whether all that was put in was taken out. */
    boolean isEmpty() {
        return position == length;
    }

    /** Returns whether something was left out, since there is no space for it. */
    boolean isFull() {
        return full;
    }

    /** Returns why nothing can be kept, other than that the limit is reached; null if it can. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Adds something behind the others. */
    void append(Told told) {
        byte[] line = line(told);
        if (full || length + line.length > limit) {
            full = true;
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            length += line.length;
        } catch (IOException e) {
            fill(FileProblem.text(e));
        }
    }

    /** Adds things before the others. */
    void prepend(List<Told> told) {
        if (isEmpty()) {
            told.forEach(this::append);
        } else if (!told.isEmpty()) {
            try {
                rewrite(told, rest());
            } catch (IOException e) {
                fill(FileProblem.text(e));
            }
        }
    }

    /** Reads the first lines, and leaves them. */
    Batch peek(int most) throws IOException {
        List<Told> told = new ArrayList<>();
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Channels.newInputStream(channel.position(position)), StandardCharsets.UTF_8))) {
            while (told.size() < most && position + bytes < length) {
                String line = lines.readLine();
                if (line == null) {
                    break;
                }
                bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
                told.add(Told.read(line));
            }
        }
        return new Batch(told, bytes);
    }

    /** Takes out lines that were read; an emptied file is deleted. */
    void take(Batch batch) throws IOException {
        position = batch.told().isEmpty() ? length : Math.min(length, position + batch.bytes());
        if (isEmpty()) {
            position = 0;
            length = 0;
            Files.deleteIfExists(file);
        }
    }

    private byte[] rest() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Channels.newInputStream(channel.position(position)).readAllBytes();
        }
    }

    private void rewrite(List<Told> first, byte[] rest) throws IOException {
        if (first.isEmpty() && rest.length == 0) {
            Files.deleteIfExists(file);
        } else {
            Staged.write(file, aside -> {
                for (Told told : first) {
                    Files.write(aside, line(told), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
                Files.write(aside, rest, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            });
        }
        position = 0;
        length = Files.exists(file) ? Files.size(file) : 0;
    }

    private void fill(String reason) {
        full = true;
        problem = reason;
    }

    private static byte[] line(Told told) {
        return (Json.line(told.tree()) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
