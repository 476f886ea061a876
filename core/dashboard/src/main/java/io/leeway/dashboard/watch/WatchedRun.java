package io.leeway.dashboard.watch;

import io.leeway.report.Report;
import io.leeway.report.Section;
import io.leeway.report.html.HtmlParts;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.config.ConfigurationTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run, as its folder shows it. */
final class WatchedRun extends WatchedFolder {
    private static final long MOST_BYTES = 8 << 20;

    private final MetricFile metrics;
    private final Map<String, MetricFile> making = new LinkedHashMap<>();
    private Tree manifest = Tree.EMPTY;
    private Figures figures = new Figures(Map.of());
    private @Nullable String damage;
    private String read = "";

    WatchedRun(Listed listed) {
        super(listed);
        metrics = new MetricFile(listed.path().resolve("metrics.jsonl"), null);
    }

    /** Reads the manifest and the figures again where they changed; metrics are read where they are asked for. */
    private void readManifest() {
        Path file = listed().path().resolve("manifest.json");
        String now;
        try {
            now = Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException none) {
            now = "";
        }
        if (now.equals(read) && !now.isEmpty()) {
            return;
        }
        read = now;
        manifest = Tree.EMPTY;
        damage = null;
        if (now.isEmpty()) {
            damage = Files.exists(listed().path()) ? null : "Its folder is gone.";
            return;
        }
        try {
            manifest = Tree.read(file, MOST_BYTES);
            figures = Figures.read(listed().path(), configuration(), manifest.list("seeds"));
        } catch (LeewayException e) {
            damage = e.getMessage();
        }
    }

    private Tree configuration() {
        return manifest.tree("configuration");
    }

    private String state(boolean running) {
        if (damage != null) {
            return "damaged";
        } else if (running) {
            return isStopping() ? "stopping" : "running";
        } else if (manifest.text("finished") != null) {
            return "finished";
        }
        return events.last().values().stream().anyMatch(event -> "failed".equals(event.get("event")))
                ? "failed"
                : "unfinished";
    }

    /** Returns the run in a line of a list. */
    Map<String, Object> summary(Stages stages) {
        readManifest();
        boolean finished = manifest.text("finished") != null && !listed().locked();
        if (!finished) {
            read();
        }
        boolean running = !finished && isRunning(stages);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", listed().id());
        tree.put("kind", "run");
        tree.put("name", manifest.textOr("name", listed().id()));
        tree.put("state", state(running));
        tree.put("damage", damage);
        tree.put("started", manifest.text("started"));
        tree.put("finished", manifest.text("finished"));
        tree.put("changed", listed().changed());
        tree.put("environment", manifest.tree("environment").text("id"));
        tree.put("seeds", manifest.list("seeds").size());
        tree.put("figures", figures.main());
        tree.put("artifacts", manifest.tree("artifacts").root().size());
        tree.put("report", !files("report\\.html").isEmpty());
        if (running) {
            tree.put("stages", making(stages));
        }
        return tree;
    }

    /** Returns all that is to be seen of the run. */
    Map<String, Object> tree(Stages stages) {
        Map<String, Object> tree = summary(stages);
        read();
        tree.putIfAbsent("stages", List.of());
        List<Map<String, Object>> done = new ArrayList<>();
        events.last().forEach((id, event) -> {
            Map<String, Object> stage = new LinkedHashMap<>();
            stage.put("title", events.title(id));
            stage.put("event", event.get("event"));
            stage.put("time", event.get("time"));
            if (done.size() < 500) {
                done.add(stage);
            }
        });
        tree.put("all_stages", done);
        Map<MetricFile.Name, Curve> curves = curves(stages);
        List<Section> colours = figures.isEmpty()
                ? List.of()
                : List.of(figures.table(manifest.list("seeds").size(), manifest.text("finished") != null));
        tree.put("charts", MetricCharts.of(curves, colours));
        tree.put(
                "tables",
                HtmlParts.of(new Report("", "", colours)).stream()
                        .map(part -> Map.of("title", part.title(), "content", part.content()))
                        .toList());
        tree.put("trajectories", trajectories());
        tree.put("files", files("report\\.html|manifest\\.json|metrics\\.jsonl|events\\.jsonl|trajectories.*\\.svg"));
        tree.put(
                "configuration",
                configuration().root().isEmpty()
                        ? null
                        : ConfigurationTree.yaml(configuration().root()));
        tree.put("log", log());
        tree.put("printed", printed());
        tree.put("notes", notes());
        return tree;
    }

    /** Returns the curves of the run, and of its stages in the making where those are told nowhere else. */
    private Map<MetricFile.Name, Curve> curves(Stages stages) {
        Map<MetricFile.Name, Curve> curves = new LinkedHashMap<>();
        read(metrics);
        making.keySet().removeIf(id -> {
            Map<String, Object> event = events.last().get(id);
            return event == null || !Objects.equals(event.get("event"), "started");
        });
        events.last().forEach((id, event) -> {
            if ("started".equals(event.get("event")) && Stages.isId(id) && making.size() < 64) {
                making.computeIfAbsent(id, any -> new MetricFile(stages.metrics(id), null));
            }
        });
        making.values().forEach(file -> {
            read(file);
            curves.putAll(file.curves());
        });
        curves.putAll(metrics.curves());
        return curves;
    }

    private void read(MetricFile file) {
        try {
            file.read();
            if (file.damaged() > 0) {
                note(file.damaged() + " lines of metrics.jsonl are damaged and left out.");
            }
            if (file.skipped() > 0) {
                note("The first " + (file.skipped() >> 20) + " MiB of metrics.jsonl were not read.");
            }
        } catch (IOException e) {
            note("Metrics cannot be read: " + FileProblem.text(e) + ".");
        }
    }
}
