package io.leeway.report;

import io.leeway.spi.data.Trajectories;
import io.leeway.spi.environment.PlanarMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Trajectories drawn on the environment's map, one panel a group, all to the same scale.
 *
 * @param title the heading
 * @param caption what is drawn, in a sentence or two; may be empty
 * @param map walls and goal
 * @param groups one panel each; names are unique
 */
public record TrajectoryMap(String title, String caption, PlanarMap map, List<Group> groups) implements Section {
    /**
     * The trajectories of one panel.
     *
     * @param name for example "guided"; equal names have equal colours throughout a report
     * @param paths positions from first to last, in the map's units; a few dozen are readable
     */
    public record Group(String name, List<List<Point>> paths) {
        /** Copies the lists. */
        public Group {
            paths = paths.stream().map(List::copyOf).toList();
        }

        /**
         * Takes the positions of trajectories, spread evenly over all of them.
         *
         * @param name for example "guided"
         * @param map whose columns are the position
         * @param trajectories in data units
         * @param most the number of paths, or fewer where there are not as many trajectories
         */
        public static Group of(String name, PlanarMap map, Trajectories trajectories, int most) {
            int count = Math.min(most, trajectories.count());
            List<List<Point>> paths = new ArrayList<>();
            for (int path = 0; path < count; path++) {
                int trajectory = (int) ((long) path * trajectories.count() / count);
                List<Point> points = new ArrayList<>();
                for (int row = 0; row < trajectories.horizon(); row++) {
                    points.add(new Point(
                            trajectories.get(trajectory, row, map.xColumn()),
                            trajectories.get(trajectory, row, map.yColumn())));
                }
                paths.add(points);
            }
            return new Group(name, paths);
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if two groups have the same name
     */
    public TrajectoryMap {
        groups = List.copyOf(groups);
        Names.requireDistinct(
                "The map '" + title + "'", groups.stream().map(Group::name).toList());
    }
}
