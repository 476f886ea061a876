package io.leeway.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StagedTest {
    @TempDir
    private Path directory;

    @Test
    void aFileReplacesTheOneBeforeItAndLeavesNothingBeside() throws IOException {
        Path place = directory.resolve("figures.json");
        Staged.write(place, file -> Files.writeString(file, "first"));
        Staged.write(place, file -> Files.writeString(file, "second"));

        assertThat(place).hasContent("second");
        assertThat(names()).containsExactly("figures.json");
    }

    @Test
    void whatFailsLeavesThePlaceAsItWas() throws IOException {
        Path place = Files.writeString(directory.resolve("figures.json"), "first");

        assertThatThrownBy(() -> Staged.write(place, file -> {
                    Files.writeString(file, "half");
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
        assertThat(place).hasContent("first");
        assertThat(names()).containsExactly("figures.json");
    }

    @Test
    void whatIsExchangedCanBeTakenBack() throws IOException {
        Path file = Files.writeString(directory.resolve("data"), "first");
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("a"), "first");

        try (Staged staged = Staged.file(file);
                Staged folder = Staged.folder(tree)) {
            Files.writeString(staged.path(), "second");
            Files.writeString(folder.path().resolve("b"), "second");
            staged.exchange();
            folder.exchange();
            assertThat(file).hasContent("second");
            assertThat(tree.resolve("a")).doesNotExist();
            assertThat(tree.resolve("b")).hasContent("second");
            staged.takeBack();
            folder.takeBack();
        }
        assertThat(file).hasContent("first");
        assertThat(tree.resolve("a")).hasContent("first");
        assertThat(names()).containsExactly("data", "tree");
    }

    @Test
    void onlyWhatAProcessLeftIsRemovedAndNothingOfOthers() throws IOException {
        Path place = directory.resolve("data");
        Files.createDirectory(directory.resolve(".data.part"));
        Path dead = Files.createDirectory(directory.resolve(".data.part1"));
        Files.createFile(dead.resolve("lock"));
        Files.writeString(dead.resolve("data"), "half");
        Path others = Files.createDirectory(directory.resolve(".data.part2"));
        Files.createFile(others.resolve("lock"));
        Files.writeString(others.resolve("thesis.txt"), "mine");
        Path notes = Files.createDirectory(directory.resolve(".data.part3"));
        Files.writeString(notes.resolve("data"), "mine");
        Files.writeString(directory.resolve(".data.parts"), "mine");

        Staged.write(place, file -> Files.writeString(file, "whole"));

        assertThat(place).hasContent("whole");
        assertThat(names()).containsExactly(".data.part2", ".data.part3", ".data.parts", "data");
        assertThat(others.resolve("thesis.txt")).hasContent("mine");
        assertThat(notes.resolve("data")).hasContent("mine");
    }

    @Test
    void nothingIsCreatedOverWhatIsThere() throws IOException {
        Path place = Files.writeString(directory.resolve("data"), "first");

        try (Staged staged = Staged.file(place)) {
            Files.writeString(staged.path(), "second");
            assertThatThrownBy(staged::create).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(place).hasContent("first");
        assertThat(names()).containsExactly("data");
    }

    @Test
    void foldersAreHiddenApartAndMovedWhole() throws IOException {
        Path place = directory.resolve("data");
        try (Staged first = Staged.folder(place);
                Staged second = Staged.folder(place)) {
            Files.writeString(first.path().resolve("a"), "first");
            Files.writeString(second.path().resolve("a"), "second");
            assertThat(names()).containsExactly(".data.part", ".data.part1");
            second.create();
            assertThat(names()).containsExactly(".data.part", "data");
        }
        assertThat(place.resolve("a")).hasContent("second");
        assertThat(names()).containsExactly("data");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
