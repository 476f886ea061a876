package io.leeway.experiment;

import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.spi.support.WindowCutter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Real and synthetic trajectories of the first seed on the environment's map. */
final class TrajectoryPanels {
    private static final int PATHS = 48;
    private static final int REAL_HORIZON = 32;

    private final ExperimentConfig config;
    private final Map<String, Artifact> made;
    private final PlanarMap map;

    TrajectoryPanels(ExperimentConfig config, Map<String, Artifact> made, PlanarMap map) {
        this.config = config;
        this.made = made;
        this.map = map;
    }

    TrajectoryMap section() {
        List<Group> synthetic = new ArrayList<>();
        Dataset dataset = DatasetFile.read(artifact("dataset").directory());
        int horizon = Math.min(REAL_HORIZON, longest(dataset));
        for (String entry : config.experience().keySet()) {
            Artifact agent = artifact(entry);
            if (Files.exists(agent.resolve("pictured.npz"))) {
                Trajectories trajectories = read(agent, dataset);
                horizon = trajectories.horizon();
                synthetic.add(Group.of(entry, map, trajectories, PATHS));
            }
        }
        List<Group> groups = new ArrayList<>();
        groups.add(Group.of(realName(), map, real(dataset, horizon), PATHS));
        groups.addAll(synthetic);
        return new TrajectoryMap(
                "Trajectories",
                "Sub-trajectories of " + horizon + " steps of the first seed: cut from the data, and generated at the"
                        + " last refresh. A dot is a beginning.",
                map,
                groups);
    }

    /** Returns the name of the panel of real data: the entry's, where one is real and has no picture of its own. */
    private String realName() {
        return config.experience().entrySet().stream()
                .filter(entry -> !Files.exists(artifact(entry.getKey()).resolve("pictured.npz")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("data");
    }

    private Artifact artifact(String name) {
        return Objects.requireNonNull(
                made.get(RunDirectory.name(name, config.seeds().get(0))), name);
    }

    private static Trajectories real(Dataset dataset, int horizon) {
        TrajectoryLayout layout = TrajectoryLayout.of(dataset.observationSize(), dataset.actionSize());
        Windows windows = WindowCutter.cut(dataset, layout, horizon, horizon, 0).training();
        int count = Math.min(PATHS, windows.count());
        return windows.gather(IntStream.range(0, count)
                .map(path -> (int) ((long) path * windows.count() / count))
                .toArray());
    }

    private static int longest(Dataset dataset) {
        return IntStream.range(0, dataset.episodes()).map(dataset::length).max().orElse(1);
    }

    private static Trajectories read(Artifact agent, Dataset dataset) {
        NumpyArchive archive = NumpyArchive.read(agent.resolve("pictured.npz"));
        int[] shape = archive.shape("trajectories");
        TrajectoryLayout plain = TrajectoryLayout.of(dataset.observationSize(), dataset.actionSize());
        TrajectoryLayout layout = shape[2] == plain.width()
                ? plain
                : new TrajectoryLayout(dataset.observationSize(), dataset.actionSize(), true);
        return new Trajectories(layout, shape[1], shape[0], archive.floats("trajectories"));
    }
}
