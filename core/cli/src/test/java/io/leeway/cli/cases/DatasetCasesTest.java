package io.leeway.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that users met, read to their end by {@code dataset verify}: sound, or said to be what they are. */
final class DatasetCasesTest {
    private static final Pattern RULE = Pattern.compile("(?m): \\d+ \\(([a-z-]+)\\)$");
    private static final Pattern SUMMARY = Pattern.compile("(?m) is (not sound|sound): (.* episodes?, .* steps?), ");
    private static final List<String> SCRIPTS =
            List.of("gen_d4rl.py", "gen_more.py", "gen_libver.py", "gen_hdf5.py", "gen_minari.py");

    @Test
    void everyDatasetIsReadToItsEndOrRefusedByName(@TempDir Path folder) throws IOException, InterruptedException {
        Generators.copyInto(folder);
        for (String script : SCRIPTS) {
            Generators.run(folder, script);
        }
        List<String> lines = new ArrayList<>();
        for (Path dataset : made(folder)) {
            lines.add(folder.relativize(dataset) + " | " + outcome(folder, dataset));
        }
        assertThat(lines).containsExactlyInAnyOrderElementsOf(Generators.table("datasets.txt"));
    }

    private static List<Path> made(Path folder) throws IOException {
        List<Path> datasets = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("d4rl"))) {
            files.forEach(datasets::add);
        }
        try (Stream<Path> all = Files.walk(folder.resolve("minari"))) {
            all.filter(path -> Files.exists(path.resolve("data/metadata.json"))).forEach(datasets::add);
        }
        Collections.sort(datasets);
        return datasets;
    }

    private static String outcome(Path folder, Path dataset) {
        Call call = Call.of("dataset", "verify", dataset.toString());
        MatchResult summary =
                SUMMARY.matcher(call.results()).results().findFirst().orElseThrow(() -> new AssertionError(call));
        assertThat(call.code()).as(call.toString()).isEqualTo(summary.group(1).equals("sound") ? 0 : 1);
        List<String> rules = RULE.matcher(call.results())
                .results()
                .map(found -> found.group(1))
                .toList();
        if (!rules.contains("unreadable")) {
            // the random play of CartPole is another each time
            String size = dataset.toString().contains("cartpole") ? "10 episodes" : summary.group(2);
            return summary.group(1) + ": " + size + (rules.isEmpty() ? "" : "; " + String.join(", ", rules));
        }
        List<String> text = call.results()
                .lines()
                .skip(2)
                .takeWhile(line -> !line.isBlank())
                .map(String::strip)
                .toList();
        return String.join(" ", text).replace(folder + "/", "");
    }
}
