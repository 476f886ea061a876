package io.leeway.trackers.tensorboard;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The event files below a folder. */
final class EventFiles {
    private EventFiles() {}

    static List<Path> in(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Returns the data of a file's frames; the file ends with one. */
    static List<byte[]> frames(Path file) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        try (DataInputStream input = new DataInputStream(Files.newInputStream(file))) {
            while (true) {
                byte[] frame = RecordFrames.read(input);
                if (frame == null) {
                    throw new IOException(file + " has a wrong checksum after " + frames.size() + " frames");
                }
                frames.add(frame);
            }
        } catch (EOFException end) {
            return frames;
        }
    }
}
