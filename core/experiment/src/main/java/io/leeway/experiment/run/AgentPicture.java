package io.leeway.experiment.run;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.report.picture.TrajectoryPicture;
import io.leeway.spi.Tracker;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The picture of what an agent learned from last, on the environment's map. */
final class AgentPicture {
    /** What trackers call it. */
    static final String NAME = "trajectories";

    private static final int PATHS = 48;

    private AgentPicture() {}

    /** Returns the picture, where there are generated trajectories and a map. */
    static Optional<Tracker.Image> of(String name, AgentArtifact agent, @Nullable Environments environments) {
        if (environments == null || !agent.isPictured()) {
            return Optional.empty();
        }
        return environments.map().map(map -> draw(name, agent, environments.spec(), map));
    }

    private static Tracker.Image draw(String name, AgentArtifact agent, EnvironmentSpec spec, PlanarMap map) {
        Trajectories trajectories = agent.pictured(
                spec.observationSpace().flat().size(), spec.actionSpace().flat().size());
        return image(TrajectoryPicture.image(new TrajectoryMap(
                name, "Generated at the last refresh", map, List.of(Group.of(name, map, trajectories, PATHS)))));
    }

    private static Tracker.Image image(BufferedImage drawn) {
        byte[] pixels = new byte[drawn.getWidth() * drawn.getHeight() * 3];
        int[] colours = drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth());
        for (int i = 0; i < colours.length; i++) {
            pixels[3 * i] = (byte) (colours[i] >> 16);
            pixels[3 * i + 1] = (byte) (colours[i] >> 8);
            pixels[3 * i + 2] = (byte) colours[i];
        }
        return new Tracker.Image(drawn.getWidth(), drawn.getHeight(), pixels);
    }
}
