package io.leeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.cli.command.Version;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
    private final Registry workshop = Registry.of(new Workshop());

    private static JsonNode json(Call call) throws IOException {
        assertThat(call.results().lines().count()).isEqualTo(1);
        return new ObjectMapper().readTree(call.lastLine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "estimate",
                "export",
                "train",
                "train denoiser",
                "train dynamics",
                "train agent",
                "sample",
                "generate",
                "diagnose",
                "plugins",
                "plugins list",
                "plugins describe",
                "schema",
                "doctor",
                "bench",
                "version",
                "completion",
                "env",
                "env list",
                "env check",
                "env ping"
            })
    void everyCommandHasHelpWithExamples(String command) {
        Call call = Call.of(workshop, (command + " --help").strip().split(" "));
        assertThat(call.code()).isZero();
        assertThat(call.messages()).isEmpty();
        assertThat(call.results())
                .contains("leeway " + command)
                .contains("Examples:\n  ")
                .contains("--plugins=DIR");
        assertThat(call.results().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void theVersionIsTheBuilds() throws IOException {
        assertThat(json(Call.of(workshop, "version", "--json")).get("leeway").asText())
                .matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Call.of(workshop, "--version").results())
                .isEqualTo(Call.of(workshop, "version").results())
                .startsWith("leeway " + Version.number() + " (Java ");
    }

    @Test
    void componentsAreListedByKind() throws IOException {
        assertThat(Call.of(workshop, "plugins", "list").results()).isEqualTo("""
                        benchmark  count  Counts               this program
                                   fail   Fails as it is told  this program
                        guidance   count  Counts steps         this program
                        """);
        assertThat(Call.of(workshop, "plugins", "list", "--kind", "guidance").results())
                .isEqualTo("guidance  count  Counts steps  this program\n");
        assertThat(json(Call.of(workshop, "plugins", "list", "--kind", "guidance", "--json")))
                .hasToString("{\"components\":[{\"kind\":\"guidance\",\"name\":\"count\",\"summary\":\"Counts steps\","
                        + "\"version\":\"1\",\"plugin\":\"io.leeway.cli.Workshop\","
                        + "\"location\":\"this program\"}],\"problems\":[]}");
    }

    @Test
    void aBrokenPluginIsAWarning(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.jar"), "nothing");
        Call call = Call.of(Registry.load(folder), "plugins", "list", "--kind", "environments");
        assertThat(call.code()).isZero();
        assertThat(call.messages())
                .startsWith("Warning: plugin " + folder.resolve("bad.jar") + ": is not a readable jar: ");
    }

    @Test
    void allComponentsOfANameAreDescribed() {
        assertThat(Call.of(workshop, "plugins", "describe", "count").results()).isEqualTo("""
                        benchmark 'count': Counts
                        from io.leeway.cli.Workshop in this program, version 1

                          number: whole number; must be greater than 0 (default 3)
                              How far to count
                          by: whole number (optional)

                        Example:

                          leeway bench count --number 3

                        guidance 'count': Counts steps
                        from io.leeway.cli.Workshop in this program, version 1

                          strength: number (required)
                              How hard

                        Example:

                          guidance:
                            type: count
                            strength: …  # required: number
                        """);
    }

    @Test
    void aDescriptionIsJsonForScripts() throws IOException {
        JsonNode first = json(Call.of(workshop, "plugins", "describe", "count", "--json"))
                .at("/components/0");
        assertThat(first.at("/keys/0"))
                .hasToString("{\"path\":\"number\",\"type\":\"whole number\",\"defaultText\":\"3\","
                        + "\"requirement\":\"must be greater than 0\",\"description\":\"How far to count\"}");
        assertThat(first.get("example").asText()).isEqualTo("leeway bench count --number 3");
    }

    @Test
    void aBenchmarkPrintsItsFigures() throws IOException {
        assertThat(Call.of(workshop, "bench").results()).isEqualTo("count  Counts\nfail   Fails as it is told\n");
        assertThat(json(Call.of(workshop, "bench", "--json"))).hasToString("{\"subjects\":[\"count\",\"fail\"]}");
        Call call = Call.of(workshop, "bench", "count", "--number", "5");
        assertThat(call.results()).isEqualTo("""
                        numbers_per_s  1,235
                        numbers        5
                        share          0.2500
                        fast           true
                        """);
        assertThat(call.messages()).isEqualTo("Counting: 5 numbers\n");
        assertThat(Call.of(workshop, "bench", "count", "5", "-q").results())
                .as("the first value without its name")
                .isEqualTo(call.results());
        assertThat(Call.of(workshop, "bench", "count", "-q").messages()).isEmpty();
    }

    @Test
    void aBenchmarksJsonHasTheConfigurationThatWasMeasured() throws IOException {
        assertThat(json(Call.of(workshop, "bench", "count", "--set", "number=7", "--json", "--by=2")))
                .hasToString("{\"subject\":\"count\",\"configuration\":{\"number\":7,\"by\":2},"
                        + "\"numbers_per_s\":1234.5,\"numbers\":7,\"share\":0.25,\"fast\":true}");
    }

    @Test
    void aBenchmarksHelpShowsItsKeys() {
        assertThat(Call.of(workshop, "bench", "count", "--help").results()).isEqualTo("""
                        benchmark 'count': Counts
                          --number: whole number; must be greater than 0 (default 3)
                              How far to count
                          --by: whole number (optional)
                        """);
    }

    @Test
    void theDoctorSaysWhatToDoAndFailsWhereSomethingDoes() throws IOException {
        Call sick = Call.of(Registry.of(new Workshop.Hospital()), "doctor");
        assertThat(sick.code()).isEqualTo(1);
        assertThat(sick.results())
                .contains("\nwarning  Bed ", " is short\n         Bend your knees.\n")
                .contains("\nfailure  Roof ", " leaks\n         Buy a bucket.\n");
        Call healthy = Call.of(Registry.of(), "doctor", "--json");
        assertThat(healthy.code()).isZero();
        assertThat(json(healthy).get("ok").asBoolean()).isTrue();
        assertThat(json(healthy).get("findings").findValuesAsText("subject"))
                .containsExactly("Leeway", "Java", "Memory", "Processors", "Disk", "Python");
    }

    @Test
    void aDiagnosticThatBreaksIsAFinding() throws IOException {
        Call call = Call.of(Registry.of(new Workshop.Ruin()), "doctor", "--json");
        assertThat(call.code()).isEqualTo(1);
        assertThat(json(call).at("/findings/6"))
                .hasToString("{\"status\":\"failure\",\"subject\":\"ruin\",\"text\":\"could not be examined:"
                        + " java.lang.UnsatisfiedLinkError: no natives\",\"remedy\":\"\"}");
    }

    @Test
    void theCompletionScriptKnowsEveryCommand() {
        assertThat(Call.of(workshop, "completion").results())
                .contains("_complete_leeway", "_picocli_leeway_plugins_describe");
    }
}
