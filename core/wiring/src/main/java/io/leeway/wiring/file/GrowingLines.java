package io.leeway.wiring.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file that another process adds to, read on from where they were read before. However large the file
 * is, no more than its last part is held: what is before that is skipped.
 */
public final class GrowingLines {
    /** The most that is read at once. */
    private static final int MOST = 16 << 20;

    /** The longest line that is one. */
    private static final int LONGEST = 1 << 20;

    private final Path file;
    private final int most;
    private long position;
    private long skipped;
    private boolean begunAnew;
    private @Nullable Object key;

    /** Begins at the file's beginning, or 16 MiB before its end. */
    public GrowingLines(Path file) {
        this(file, MOST);
    }

    /** Begins at the file's beginning, or so many bytes before its end. */
    public GrowingLines(Path file, int most) {
        this.file = file;
        this.most = most;
    }

    /**
     * Returns the whole lines that were added.
     *
     * @throws IOException if the file cannot be read; where there is none, there are no lines
     */
    public List<String> read() throws IOException {
        begunAnew = false;
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException none) {
            begin(null);
            return List.of();
        }
        if (!attributes.isRegularFile()) {
            throw new IOException(file + " is no file");
        }
        Object found = attributes.fileKey();
        if (attributes.size() < position || (key != null && !key.equals(found))) {
            begin(found);
        }
        key = found;
        boolean cut = attributes.size() - position > most;
        if (cut) {
            skipped += attributes.size() - position - most;
            position = attributes.size() - most;
        }
        return attributes.size() == position ? List.of() : lines((int) (attributes.size() - position), cut);
    }

    private void begin(@Nullable Object other) {
        begunAnew = position > 0;
        position = 0;
        skipped = 0;
        key = other;
    }

    private List<String> lines(int size, boolean cut) throws IOException {
        byte[] bytes = new byte[size];
        int length = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) > 0) {
                length = buffer.position();
            }
        }
        List<String> lines = new ArrayList<>();
        int begin = 0;
        boolean partial = cut;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                if (!partial && i > begin && i - begin <= LONGEST) {
                    lines.add(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
                }
                partial = false;
                begin = i + 1;
            }
        }
        position += begin;
        return lines;
    }

    /** Returns whether the last call of {@link #read} found another file than the one before, or a shorter one. */
    public boolean begunAnew() {
        return begunAnew;
    }

    /** Returns how many bytes were skipped. */
    public long skipped() {
        return skipped;
    }
}
