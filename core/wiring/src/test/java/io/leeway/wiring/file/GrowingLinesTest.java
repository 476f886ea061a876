package io.leeway.wiring.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrowingLinesTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("lines");
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void aTextThatComesInAnyPiecesIsReadAsItsLines() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        byte[] text = "first\n\nzweite Zeile: größer\n{}\nlast one\nunfinished".getBytes(StandardCharsets.UTF_8);
        for (int trial = 0; trial < 50; trial++) {
            Files.deleteIfExists(file());
            GrowingLines lines = new GrowingLines(file());
            List<String> read = new ArrayList<>(lines.read());
            for (int from = 0; from < text.length; ) {
                int to = Math.min(text.length, from + 1 + random.nextInt(9));
                append("");
                Files.write(file(), java.util.Arrays.copyOfRange(text, from, to), StandardOpenOption.APPEND);
                read.addAll(lines.read());
                from = to;
            }
            assertThat(read).containsExactly("first", "zweite Zeile: größer", "{}", "last one");
        }
    }

    @Test
    void aFileThatBecameShorterOrIsAnotherIsReadAnew() throws IOException {
        append("one\ntwo\n");
        GrowingLines lines = new GrowingLines(file());
        assertThat(lines.read()).containsExactly("one", "two");
        Files.writeString(file(), "three\n");
        assertThat(lines.read()).containsExactly("three");
        assertThat(lines.begunAnew()).isTrue();
        Files.writeString(folder.resolve("other"), "four, which is longer\n");
        Files.move(folder.resolve("other"), file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(lines.read()).containsExactly("four, which is longer");
        assertThat(lines.begunAnew()).isTrue();
        Files.delete(file());
        assertThat(lines.read()).isEmpty();
        assertThat(lines.begunAnew()).isTrue();
        assertThat(lines.read()).isEmpty();
        assertThat(lines.begunAnew()).isFalse();
    }

    @Test
    void ofALargeFileTheWholeLinesOfItsEndAreRead() throws IOException {
        append("x".repeat(1_000) + "\nlast\n");
        GrowingLines lines = new GrowingLines(file(), 100);
        assertThat(lines.read()).containsExactly("last");
        assertThat(lines.skipped()).isEqualTo(1_006 - 100);
        append("more\n");
        assertThat(lines.read()).containsExactly("more");
    }

    @Test
    void aLineWithoutEndIsSkippedAtLast() throws IOException {
        GrowingLines lines = new GrowingLines(file(), 64);
        for (int i = 0; i < 20; i++) {
            append("y".repeat(50));
            assertThat(lines.read()).isEmpty();
        }
        append("\nnext\n");
        assertThat(lines.read()).containsExactly("next");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(file());
        assertThatThrownBy(() -> new GrowingLines(file()).read()).hasMessageContaining("is no file");
    }
}
