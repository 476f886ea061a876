package io.leeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The width of source lines: the formatter wraps code and Javadoc, but no string and no comment at a line's end. */
final class LineLengthTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final int WIDTH = 120;
    private static final String TEXT_BLOCK = "\"\"\"";

    @Test
    void noLineIsWiderThanTheFormattersBounds() throws IOException {
        List<String> wide = new ArrayList<>();
        for (String folder : List.of("core", "envs", "examples", "plugins")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file : files.filter(LineLengthTest::source).toList()) {
                    wide.addAll(wide(file));
                }
            }
        }
        assertThat(wide).isEmpty();
    }

    private static boolean source(Path path) {
        return path.toString().matches(".*/src/.*\\.java");
    }

    /** Tables and YAML in text blocks have the width that they need. */
    private static List<String> wide(Path file) throws IOException {
        List<String> wide = new ArrayList<>();
        boolean text = false;
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (!text && line.codePointCount(0, line.length()) > WIDTH) {
                wide.add(ROOT.relativize(file) + ":" + number);
            }
            boolean odd = line.split(TEXT_BLOCK, -1).length % 2 == 0;
            text = odd != text;
        }
        return wide;
    }
}
