package io.leeway.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments as users' editors and habits write them: each gives the right plan, or says every mistake in it. */
final class ExperimentCasesTest {
    private static final Pattern ARTIFACT = Pattern.compile("(?:dataset|denoiser|agent)-[0-9a-f]{20}");
    private static final String BASE = """
            name: tiny
            seeds: [0]
            environment: {type: maze2d, layout: umaze}
            dataset: {type: collect, behaviour: waypoint, steps: 2000}
            denoiser: {type: edm-mlp, width: 16, updates: 20}
            sampler: {type: sde-dpm-solver-pp, steps: 4}
            agent: {type: td3-bc, updates: 40, hidden: [16, 16]}
            evaluation: {episodes: 2, every: 20}
            experience:
              real: {type: real}
              unguided: {type: diffusion, trajectories: 64, refresh: 20, guidance: {type: none}}
            """;

    private record Outcome(Set<String> artifacts, List<String> problems) {
        static Outcome of(Path file, Path runs) {
            Call call = Call.of("run", file.toString(), "--plan", "--runs", runs.toString());
            assertThat(call.code())
                    .as(call.messages())
                    .isEqualTo(call.messages().isEmpty() ? 0 : 2);
            Set<String> artifacts = new TreeSet<>();
            ARTIFACT.matcher(call.results()).results().forEach(found -> artifacts.add(found.group()));
            return new Outcome(
                    artifacts,
                    call.messages().lines().skip(1).map(String::strip).toList());
        }

        List<String> told(Outcome base) {
            return artifacts.isEmpty()
                    ? problems
                    : List.of(artifacts.equals(base.artifacts) ? "as base" : "another value");
        }
    }

    @Test
    void everyExperimentGivesItsPlanOrItsMistakes(@TempDir Path folder) throws IOException, InterruptedException {
        Generators.copyInto(folder);
        Path files = Files.createDirectory(folder.resolve("yaml"));
        Files.writeString(files.resolve("base.yaml"), BASE);
        Generators.run(folder, "gen_yaml.py");
        Outcome base = Outcome.of(files.resolve("base.yaml"), folder.resolve("runs"));
        assertThat(base.artifacts()).hasSize(4);
        List<String> lines = new ArrayList<>();
        try (Stream<Path> made = Files.list(files)) {
            for (Path file : made.sorted().toList()) {
                String name = String.valueOf(file.getFileName()).replace(".yaml", "");
                Outcome.of(file, folder.resolve("runs"))
                        .told(base)
                        .forEach(line -> lines.add(name + " | " + line.replace(files + "/", "")));
            }
        }
        assertThat(lines).containsExactlyInAnyOrderElementsOf(Generators.table("experiments.txt"));
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
