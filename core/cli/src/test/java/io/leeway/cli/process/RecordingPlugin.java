package io.leeway.cli.process;

import io.leeway.spi.Component;
import io.leeway.spi.Description;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageTask;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A user's plugin of an engine that makes nothing, and leaves what it was asked for in a folder. */
public final class RecordingPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(Component.of(
                Engine.class, "recording", "Leaves stages in a folder", RecordingConfig.class, Recording.class));
    }

    record RecordingConfig(
            @Description("Where they are left") Path folder) {}

    record Recording(RecordingConfig config) implements Engine {
        @Inject
        Recording {}

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void make(StageTask task) {
            try {
                Path folder = Files.createDirectories(config.folder().resolve(task.id()));
                Files.writeString(folder.resolve("title"), task.title());
                Files.write(folder.resolve("configuration"), task.configuration());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new LeewayException("Not made, but left in " + config.folder());
        }

        @Override
        public void close() {}
    }

    /** Reads what was left of stages that need no other. */
    static List<StageTask> read(Path folder) throws IOException {
        List<StageTask> tasks = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path each : folders.sorted().toList()) {
                tasks.add(new StageTask(
                        String.valueOf(each.getFileName()),
                        Files.readString(each.resolve("title"), StandardCharsets.UTF_8),
                        List.of(),
                        Files.readAllBytes(each.resolve("configuration"))));
            }
        }
        return tasks;
    }
}
