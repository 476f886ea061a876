package io.leeway.testkit.promise;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The file in which components say that they were created. */
final class CreationRecord {
    private CreationRecord() {}

    /** Fails where one of the objects is missing. */
    static void present(Object... given) {
        Arrays.stream(given).forEach(Objects::requireNonNull);
    }

    /** Adds a line. */
    static void add(String file, String kind) {
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.write(Path.of(file), List.of(kind), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new LeewayException("Cannot write " + file + ": " + FileProblem.text(e), e);
        }
    }
}
