package io.leeway.report.html;

import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.report.picture.MapPicture;
import io.leeway.report.picture.SvgPanel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The view of a trajectory map that its template shows.
 *
 * @param panels one a group
 * @param caption empty where there is none
 */
record MapView(List<Panel> panels, String caption) {
    /**
     * A panel with what is said of it.
     *
     * @param panel the drawing
     * @param count how many trajectories there are, and how many are not all to be seen
     */
    record Panel(SvgPanel panel, String count) {}

    static MapView of(TrajectoryMap map, Palette palette, String id) {
        MapPicture picture = new MapPicture(map);
        List<Look> looks = palette.looks(map.groups().stream().map(Group::name).toList());
        return new MapView(
                IntStream.range(0, looks.size())
                        .mapToObj(index ->
                                panel(picture, map.groups().get(index), looks.get(index), id + "-panel-" + (index + 1)))
                        .toList(),
                map.caption().strip());
    }

    private static Panel panel(MapPicture picture, Group group, Look look, String id) {
        int paths = group.paths().size();
        String count = paths == 1 ? "1 trajectory" : paths + " trajectories";
        return new Panel(picture.view(group, look, id), count + picture.remark(group));
    }
}
