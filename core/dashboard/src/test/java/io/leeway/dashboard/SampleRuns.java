package io.leeway.dashboard;

import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folders of runs with what runs leave in them, without the time that it takes to make it. */
public final class SampleRuns {
    /** The day on which the first of the runs began. */
    private static final Instant BEGUN = Instant.parse("2026-01-05T08:00:00Z");

    private SampleRuns() {}

    /**
     * Writes a finished run of two seeds, whose scores are 10 and 20 and so many more.
     *
     * @param number the later the greater
     */
    public static Path write(Path runs, String id, int number) throws IOException {
        Path run = Folders.create(runs.resolve(id));
        Map<String, Object> artifacts = new LinkedHashMap<>();
        Folders.create(run.resolve("checkpoints"));
        for (int seed = 0; seed < 2; seed++) {
            String artifact = String.format("agent-%019x%d", number, seed);
            Path stored = Folders.create(runs.resolve("store").resolve(artifact));
            double score = 10.0 * (seed + 1) + number;
            Files.writeString(
                    stored.resolve("summary.json"),
                    Json.line(Map.of("normalized_score", score, "return", score / 100)));
            Path link = run.resolve("checkpoints").resolve("guided-seed-" + seed);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of("..", "..", "store", artifact));
            }
            artifacts.put("guided-seed-" + seed, Map.of("artifact", artifact));
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        Instant begun = BEGUN.plusSeconds(60L * number);
        manifest.put("kind", "experiment");
        manifest.put("name", id.replaceFirst("-[^-]*$", ""));
        manifest.put("started", begun.toString());
        manifest.put("seeds", List.of(0, 1));
        manifest.put("environment", Map.of("id", "maze2d-umaze-v1"));
        manifest.put(
                "configuration", Map.of("name", "sample", "experience", Map.of("guided", Map.of("type", "diffusion"))));
        manifest.put("finished", begun.plusSeconds(30).toString());
        manifest.put("artifacts", artifacts);
        Files.writeString(run.resolve("manifest.json"), Json.indented(manifest));
        Files.write(run.resolve("metrics.jsonl"), metrics(number));
        Files.writeString(run.resolve("report.html"), "<!DOCTYPE html><title>" + id + "</title>");
        Files.setLastModifiedTime(run, FileTime.from(begun.plusSeconds(30)));
        return run;
    }

    private static List<String> metrics(int number) {
        List<String> lines = new ArrayList<>();
        for (int seed = 0; seed < 2; seed++) {
            for (int step = 0; step <= 1000; step += 100) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("series", "seed-" + seed + "/guided");
                line.put("event", "evaluation");
                line.put("step", step);
                line.put("normalized_score", (10.0 * (seed + 1) + number) * step / 1000);
                lines.add(Json.line(line));
            }
        }
        return lines;
    }
}
