package io.leeway.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.report.HostileReport;
import io.leeway.report.Report;
import io.leeway.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens pages in Chromium, where it is installed. */
final class BrowserTest {
    @TempDir
    private Path directory;

    @Test
    void everyChartIsDrawnWithoutAWordOnTheConsole() throws Exception {
        String document = open(SampleReport.create());

        assertThat(count(document, "<svg [^>]*class=\"marks\"")).isEqualTo(5);
        assertThat(count(document, ">This chart could not be drawn")).isZero();
        assertThat(count(document, "<p class=\"copies\">")).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("messages"))).doesNotContain("CONSOLE");
    }

    @Test
    void hostileTextsDoNotRun() throws Exception {
        String document = open(HostileReport.create());

        assertThat(count(document, "<title>&lt;/script&gt;")).isEqualTo(1);
        assertThat(count(document, "<svg [^>]*class=\"marks\"")).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("messages"))).doesNotContain("CONSOLE");
    }

    /** Returns the document as it is after its scripts have run; what they said is in the file "messages". */
    private String open(Report report) throws IOException, InterruptedException {
        Path chromium = chromium();
        Path page = directory.resolve("report.html");
        HtmlReport.write(report, page);
        List<String> command = new ArrayList<>(List.of(chromium.toString()));
        command.addAll(List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update", "--disable-sync"));
        command.addAll(List.of("--enable-logging=stderr", "--user-data-dir=" + directory.resolve("profile")));
        command.addAll(
                List.of("--virtual-time-budget=5000", "--dump-dom", page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("document").toFile())
                .redirectError(directory.resolve("messages").toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(directory.resolve("document"));
    }

    /** Skips the test loudly where there is no Chromium; fails where LEEWAY_REQUIRE_BROWSER is set. */
    private static Path chromium() {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
        Optional<Path> chromium = folders.stream()
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
        if (chromium.isEmpty() && System.getenv("LEEWAY_REQUIRE_BROWSER") != null) {
            throw new AssertionError("There is no Chromium on the PATH, and LEEWAY_REQUIRE_BROWSER asks for one");
        }
        if (chromium.isEmpty()) {
            System.err.println("*** SKIPPED: there is no Chromium on the PATH, so no page is opened in a browser ***");
        }
        assumeTrue(chromium.isPresent(), "There is no Chromium on the PATH");
        return chromium.orElseThrow();
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
