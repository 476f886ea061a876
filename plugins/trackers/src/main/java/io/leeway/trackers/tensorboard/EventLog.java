package io.leeway.trackers.tensorboard;

import io.leeway.trackers.keeping.LastSteps;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The event files of one series: a folder, in which each process that has something to add begins a file. Of every tag
 * the last step is known from the files themselves.
 */
final class EventLog {
    private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d{10,})\\..*");

    private final Path folder;
    private final LastSteps last = new LastSteps();
    private final ByteArrayOutputStream added = new ByteArrayOutputStream();
    private int files;
    private long latest;
    private @Nullable Path file;

    private EventLog(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder to go on with it, or begins one. An event that a kill cut off at the end of a file is taken away.
     *
     * @throws IOException if it cannot be read
     */
    static EventLog open(Path folder) throws IOException {
        EventLog log = new EventLog(folder);
        if (Files.isDirectory(folder)) {
            List<Path> found;
            try (Stream<Path> children = Files.list(folder)) {
                found = children.sorted().toList();
            }
            for (Path child : found) {
                Matcher name = NAME.matcher(String.valueOf(child.getFileName()));
                if (name.matches() && Files.isRegularFile(child)) {
                    log.files++;
                    log.latest = Math.max(log.latest, Long.parseLong(name.group(1)));
                    log.read(child);
                }
            }
        }
        return log;
    }

    private void read(Path child) throws IOException {
        long whole = 0;
        boolean cut = false;
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(Files.newInputStream(child)))) {
            for (byte[] event = RecordFrames.read(input); event != null; event = RecordFrames.read(input)) {
                whole += event.length + RecordFrames.AROUND;
                Events.Tags tags = Events.tags(event);
                tags.tags().forEach(tag -> last.note(tag, tags.step()));
            }
        } catch (EOFException end) {
            cut = Files.size(child) > whole;
        }
        if (cut) {
            try (FileChannel channel = FileChannel.open(child, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
    }

    /** Returns where it is. */
    Path folder() {
        return folder;
    }

    /** Returns whether a step of a tag is to be added, and notes that it is. */
    boolean advance(String tag, long step) {
        return last.advance(tag, step);
    }

    /** Adds an event; {@link #write} writes it. */
    void add(byte[] event) {
        RecordFrames.write(event, added);
    }

    /** Writes what was added. */
    void write(Instant now) throws IOException {
        if (added.size() == 0) {
            return;
        }
        if (file == null) {
            Files.createDirectories(folder);
            // TensorBoard reads the files in the order of their names.
            String name = String.format(
                    Locale.ROOT,
                    "events.out.tfevents.%010d.leeway.%04d",
                    Math.max(latest, now.getEpochSecond()),
                    files);
            file = folder.resolve(name);
            ByteArrayOutputStream begun = new ByteArrayOutputStream();
            RecordFrames.write(Events.version(now), begun);
            begun.writeBytes(added.toByteArray());
            Files.write(file, begun.toByteArray(), StandardOpenOption.CREATE_NEW);
        } else {
            Files.write(file, added.toByteArray(), StandardOpenOption.APPEND);
        }
        added.reset();
    }
}
