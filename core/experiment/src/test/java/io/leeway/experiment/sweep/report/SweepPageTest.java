package io.leeway.experiment.sweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the pages of sweeps in Chromium, where it is installed. */
final class SweepPageTest {
    /** The visible rows of the first table: its names, and its scores as they are sorted by. */
    private static final String ROWS =
            "[...document.querySelectorAll('table.data')[0].tBodies[0].rows].map(row => [row.cells[0].textContent,"
                    + " row.querySelector('td[data-value]')?.dataset.value ?? ''])";

    @TempDir
    private Path folder;

    @Test
    void thePageSortsFiltersAndGroupsAndItsNumbersAreThoseOfTheJson() throws Exception {
        Path page = SweepReport.write(SampleSweep.usual(), folder.resolve("sweep"));
        JsonNode json =
                new ObjectMapper().readTree(page.resolveSibling("results.json").toFile());
        try (BrowserPage browser = BrowserPage.open(page, folder, 1200, 900)) {
            browser.await(
                    "document.querySelectorAll('.chart').length === document.querySelectorAll('svg.marks').length");
            assertThat(browser.ask("document.querySelectorAll('svg.marks').length")
                            .asInt())
                    .isEqualTo(13);

            assertNumbersEqual(browser.ask(ROWS), json);
            click(browser, "Score");
            assertSorted(browser.ask(ROWS), Comparator.naturalOrder());
            click(browser, "Score");
            assertSorted(browser.ask(ROWS), Comparator.reverseOrder());
            assertThat(browser.ask("document.querySelectorAll('th[aria-sort]').length")
                            .asInt())
                    .isEqualTo(1);

            set(browser, "Experience", "guided");
            assertThat(browser.ask(ROWS))
                    .hasSize(4)
                    .allSatisfy(row -> assertThat(row.get(0).asText()).startsWith("guided"));
            set(browser, "Group by", "agent");
            assertThat(browser.ask(ROWS)).hasSize(6);
            assertThat(browser.ask("[...document.querySelectorAll('tr.group th')].map(cell => cell.textContent)"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder("td3-bc (2)", "iql (2)");
            browser.ask("(() => { const input = document.querySelector('input[type=search]'); input.value = 'iql';"
                    + " input.dispatchEvent(new Event('input')); })()");
            assertThat(browser.ask(ROWS)).hasSize(3);

            assertFits(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /**
     * Dark, on a phone and with the keyboard: nothing but tables is wider than the page, and headings take the focus.
     */
    private static void assertFits(BrowserPage browser) throws InterruptedException {
        String background =
                browser.ask("getComputedStyle(document.body).backgroundColor").asText();
        browser.emulate("dark", 400);
        browser.await("getComputedStyle(document.body).backgroundColor !== '" + background + "'");
        assertThat(browser.ask("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(400);
        browser.ask("document.querySelector('button.sort').focus()");
        assertThat(browser.ask("document.activeElement.className").asText()).isEqualTo("sort");
    }

    private static void assertNumbersEqual(JsonNode rows, JsonNode json) {
        Map<String, Double> means = new HashMap<>();
        for (JsonNode variant : json.get("variants")) {
            if (variant.get("task").asText().equals("all tasks")) {
                means.put(
                        variant.get("variant").asText(),
                        variant.at("/mean/value").asDouble());
            }
        }
        assertThat(rows).hasSize(8).hasSize(means.size());
        for (JsonNode row : rows) {
            assertThat(Double.parseDouble(row.get(1).asText()))
                    .isEqualTo(means.get(row.get(0).asText()));
        }
    }

    private static void assertSorted(JsonNode rows, Comparator<Double> order) {
        List<Double> scores = new ArrayList<>();
        rows.forEach(row -> scores.add(Double.parseDouble(row.get(1).asText())));
        assertThat(scores).hasSize(8).isSortedAccordingTo(order);
    }

    private static void click(BrowserPage browser, String heading) {
        browser.ask("[...document.querySelectorAll('table.data')[0].querySelectorAll('button.sort')].find(button =>"
                + " button.textContent.startsWith('" + heading + "')).click()");
    }

    private static void set(BrowserPage browser, String label, String text) {
        browser.ask("(() => { const select = [...document.querySelectorAll('.tools label')].find(label =>"
                + " label.textContent.startsWith('" + label + "')).querySelector('select');"
                + " select.value = [...select.options].find(option => option.text === '" + text + "').value;"
                + " select.dispatchEvent(new Event('change')); })()");
    }

    /**
     * Prints how long the page took; how long it may take is held to by whoever looks, not by a busy machine's clock.
     */
    @Test
    void aSweepOfTwoThousandJobsOpens() throws Exception {
        List<String> coefficients = IntStream.rangeClosed(1, 25)
                .mapToObj(tenth -> "" + tenth / 10.0)
                .toList();
        List<String> layouts = List.of("umaze", "medium", "large", "open");
        Path page = SweepReport.write(new SampleSweep(layouts, coefficients, 10).results(), folder.resolve("sweep"));
        try (BrowserPage browser = BrowserPage.open(page, folder, 1200, 900)) {
            browser.await(
                    "document.querySelectorAll('.chart').length === document.querySelectorAll('svg.marks').length");
            System.err.printf(
                    "A page of 2,000 jobs: loaded after %.0f ms, its charts drawn after %.0f ms%n",
                    browser.ask("performance.timing.loadEventEnd - performance.timing.navigationStart")
                            .asDouble(),
                    browser.ask("performance.now()").asDouble());
            JsonNode statuses =
                    browser.ask("[...document.querySelectorAll('.tools [role=status]')].map(e => e.textContent)");
            assertThat(statuses.get(2).asText()).isEqualTo("100 of 5,996 rows");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
