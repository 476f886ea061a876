package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.results.EntryResult.Picture;
import io.leeway.report.Section;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.environment.PlanarMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each variant's trajectories side by side on the map of a task, of the first seed that has some. */
final class SweepMaps {
    private static final int MOST_TASKS = 6;

    private final Agents agents;
    private final List<Variant> variants;

    SweepMaps(Agents agents, List<Variant> variants) {
        this.agents = agents;
        this.variants = variants;
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (String task : agents.tasks().subList(0, Math.min(agents.tasks().size(), MOST_TASKS))) {
            List<Group> groups = new ArrayList<>();
            PlanarMap map = null;
            for (Variant variant : variants) {
                Picture picture = picture(agents.of(variant, List.of(task)));
                if (picture != null) {
                    map = map == null ? picture.map() : map;
                    groups.add(new Group(variant.name(), picture.paths().get()));
                }
            }
            if (map != null) {
                sections.add(new TrajectoryMap(
                        "Trajectories: " + task,
                        "Of each variant's first seed that has some. A dot is a beginning.",
                        map,
                        groups));
            }
        }
        return sections;
    }

    private static @Nullable Picture picture(List<Agent> members) {
        for (Agent agent : members) {
            if (agent.result().picture() != null) {
                return agent.result().picture();
            }
        }
        return null;
    }
}
