package io.leeway.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.report.Charts;
import io.leeway.report.Facts;
import io.leeway.report.HostileReport;
import io.leeway.report.LineChart;
import io.leeway.report.Notes;
import io.leeway.report.Report;
import io.leeway.report.SampleReport;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlReportTest {
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void pageAndPictureAreWrittenAndNothingElse() throws IOException {
        Path file = directory.resolve("runs/a/report.html");
        HtmlReport.write(SampleReport.create(), file);
        HtmlReport.write(SampleReport.create(), file);

        try (Stream<Path> files = Files.list(directory.resolve("runs/a"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.html", "trajectories.svg");
        }
    }

    @Test
    void equalReportsGiveEqualBytes() throws IOException {
        HtmlReport.write(SampleReport.create(), directory.resolve("a/report.html"));
        HtmlReport.write(SampleReport.create(), directory.resolve("b/report.html"));

        for (String name : List.of("report.html", "trajectories.svg")) {
            assertThat(directory.resolve("a").resolve(name))
                    .hasSameBinaryContentAs(directory.resolve("b").resolve(name));
        }
    }

    @Test
    void timingsAreLeftOutOnDemand() throws IOException {
        String page = page(SampleReport.create().withoutTimings());

        assertThat(page).doesNotContain("8 min 12 s", "48,210", "492.1").contains("maze2d-umaze-v1", "102", "real");
        assertThat(page(SampleReport.create())).contains("8 min 12 s", "48,210", "492.1");
    }

    @Test
    void thePageFetchesNothing() throws IOException {
        String markup = SCRIPT.matcher(page(SampleReport.create())).replaceAll("");

        assertThat(markup).doesNotContainPattern("(?i)\\s(src|srcset|href|action|data)\\s*=");
        assertThat(markup).doesNotContainPattern("(?i)<(link|iframe|img|object|embed|base)\\b");
        assertThat(markup).doesNotContainPattern("(?i)@import|url\\((?!#)");
        assertThat(markup).contains("default-src 'none'");
    }

    @Test
    void thePolicyAllowsThePagesOwnScriptsAndNoOther() throws Exception {
        String page = page(SampleReport.create());
        List<String> allowed = new ArrayList<>();
        Matcher hashes = Pattern.compile("'(sha256-[^']+)'").matcher(page.substring(0, page.indexOf("<title>")));
        while (hashes.find()) {
            allowed.add(hashes.group(1));
        }
        List<String> present = new ArrayList<>();
        Matcher scripts = SCRIPT.matcher(page);
        while (scripts.find()) {
            if (scripts.group(1).isEmpty()) {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(scripts.group(2).getBytes(StandardCharsets.UTF_8));
                present.add("sha256-" + Base64.getEncoder().encodeToString(digest));
            }
        }
        assertThat(present).hasSize(4).isEqualTo(allowed);
    }

    @Test
    void hostileTextsStayText() throws IOException {
        String page = page(HostileReport.create());

        assertThat(SCRIPT.matcher(page).results().filter(script -> script.group(1)
                        .isEmpty()))
                .hasSize(4);
        String markup = SCRIPT.matcher(page.substring(page.indexOf("<header>"))).replaceAll("");
        assertThat(markup).doesNotContain("<img", "<script", "<!--", "\u0000");
        assertThat(markup).contains("<h1>" + HostileReport.ESCAPED + "</h1>");
    }

    @Test
    void embeddedJsonGivesBackTheTextsAsTheyWere() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        Matcher scripts = SCRIPT.matcher(page(HostileReport.create()));
        while (scripts.find()) {
            if (!scripts.group(1).isEmpty()) {
                assertThat(scripts.group(2)).doesNotContain("<", "\u2028");
                documents.add(new ObjectMapper().readTree(scripts.group(2)));
            }
        }
        assertThat(documents).hasSize(3);
        assertThat(documents.get(0).get("csv").asText()).contains(HostileReport.TEXT.replace("\"", "\"\""));
        assertThat(documents.get(1).at("/datasets/means/0/series").asText()).isEqualTo(HostileReport.TEXT);
        assertThat(documents.get(1).at("/encoding/x/title").asText())
                .isEqualTo(HostileReport.TEXT.replace('\u2028', ' '));
    }

    @Test
    void sectionsWithoutContentAreLeftOut() throws IOException {
        Report report = new Report(
                "Empty",
                "Nothing.",
                List.of(
                        new Notes("No notes", List.of()),
                        new Charts("No charts", List.of()),
                        new Facts("No facts", List.of())));

        assertThat(page(report)).doesNotContain("No notes", "No charts", "No facts");
    }

    @Test
    void aChartWithoutValuesSaysSo() throws IOException {
        LineChart chart = new LineChart(
                "Losses",
                "",
                LineChart.Axis.linear("x"),
                LineChart.Axis.linear("y"),
                List.of(new LineChart.Series("a", List.of())));
        String page = page(new Report("Empty", "Nothing.", List.of(new Charts("Charts", List.of(chart)))));

        assertThat(page)
                .contains("There is nothing to draw.", "There are no values for a.")
                .doesNotContain("data-spec=\"");
    }

    @Test
    void anUnwritableFileIsTheUsersToMend() throws IOException {
        Path blocked = Files.writeString(directory.resolve("file"), "not a directory");

        assertThatThrownBy(() -> HtmlReport.write(SampleReport.create(), blocked.resolve("report.html")))
                .isInstanceOf(LeewayException.class)
                .hasMessageContainingAll(
                        "could not be written: a file is in the way of the folder. ",
                        "Make the directory writable or free some space, then run the same command again.");
    }

    @Test
    void whatCannotBeReplacedIsLeftAsItWas() throws IOException {
        Path occupied = Files.createDirectories(directory.resolve("report.html/inside"));
        Report withoutMap = new Report("Title", "Summary", List.of());

        assertThatThrownBy(() -> HtmlReport.write(withoutMap, directory.resolve("report.html")))
                .isInstanceOf(LeewayException.class);
        assertThat(occupied).isDirectory();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("report.html"));
        }
    }

    private String page(Report report) throws IOException {
        Path file = directory.resolve("page.html");
        HtmlReport.write(report, file);
        return Files.readString(file);
    }
}
