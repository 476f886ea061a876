package io.leeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository's pages in Markdown: every link within it leads somewhere, and the first page is short. */
final class DocumentationTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Set<String> MADE = Set.of("target", "runs", "node_modules");

    @TempDir
    private Path folder;

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> pages = pages();
        for (Path page : pages) {
            broken.addAll(MarkdownPage.read(page).brokenLinks(ROOT));
        }

        assertThat(pages).contains(ROOT.resolve("README.md"), ROOT.resolve("core/spi/README.md"));
        assertThat(broken).isEmpty();
    }

    @Test
    void theFirstPageIsReadInFiveMinutes() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void aLinkThatLeadsNowhereIsFound() throws IOException {
        Files.writeString(folder.resolve("other.md"), "# One, `two`\n\n```\n# three\n```\n## One, two\n");
        Path page = Files.writeString(folder.resolve("page.md"), """
                [here](other.md#one-two) [again](other.md#one-two-1) [away](https://example.org/x#y) `[code](gone)`
                [no file](gone.md) [no heading](other.md#three) ![no picture](gone.png)
                [over two
                lines](gone/too) [outside](../x.md) [![no image](gone.svg)](other.md)
                """);

        assertThat(MarkdownPage.read(page).brokenLinks(folder))
                .containsExactlyInAnyOrder(
                        "page.md: gone.md: no such file",
                        "page.md: other.md#three: no such heading",
                        "page.md: gone.png: no such file",
                        "page.md: gone/too: no such file",
                        "page.md: ../x.md: outside of the repository",
                        "page.md: gone.svg: no such file");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                boolean skipped = MADE.contains(name) || name.startsWith(".");
                return skipped && !directory.equals(ROOT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }
}
