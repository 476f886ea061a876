package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.support.WindowCutter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Real and synthetic trajectories of the first seed on the environment's map. */
final class TrajectoryPanels {
    private static final int PATHS = 48;
    private static final int REAL_HORIZON = 32;

    private final ExperimentConfig config;
    private final RunArtifacts made;
    private final PlanarMap map;

    TrajectoryPanels(ExperimentConfig config, RunArtifacts made, PlanarMap map) {
        this.config = config;
        this.made = made;
        this.map = map;
    }

    TrajectoryMap section() {
        List<Group> synthetic = new ArrayList<>();
        Dataset dataset = made.dataset(firstSeed()).read();
        int horizon = Math.min(REAL_HORIZON, longest(dataset));
        for (String entry : config.experience().keySet()) {
            AgentArtifact agent = made.agent(entry, firstSeed());
            if (agent.isPictured()) {
                Trajectories trajectories = agent.pictured(dataset.observationSize(), dataset.actionSize());
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
        return config.experience().keySet().stream()
                .filter(entry -> !made.agent(entry, firstSeed()).isPictured())
                .findFirst()
                .orElse("data");
    }

    private long firstSeed() {
        return config.seeds().get(0);
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
}
