package io.leeway.report.picture;

import io.leeway.report.Palette.Look;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.report.template.Templates;
import java.util.List;
import java.util.stream.IntStream;

/** A trajectory map as SVG. */
public final class MapPicture {
    private static final double LONGER_SIDE = 400;
    private static final int HEADER = 26;
    private static final int GAP = 16;
    private static final int ASCENT = 14;

    private final TrajectoryMap map;
    private final MapDrawing drawing;

    /** Draws a map. */
    public MapPicture(TrajectoryMap map) {
        this.map = map;
        this.drawing = new MapDrawing(map, LONGER_SIDE);
    }

    /**
     * The view of all panels that the template of a picture shows.
     *
     * @param title in words
     * @param width of the whole, in pixels
     * @param height of the whole, in pixels
     * @param places one a group
     */
    private record Sheet(String title, int width, int height, List<Place> places) {}

    /**
     * A panel in its place.
     *
     * @param panel the drawing
     * @param x of its left edge
     * @param baseline of its name
     * @param y of its upper edge
     * @param width of its place
     * @param height of its place
     */
    private record Place(SvgPanel panel, int x, int baseline, int y, int width, int height) {}

    /**
     * Returns one group's panel, to stand in HTML whose style sheet colours it.
     *
     * @param id unique within the page
     */
    public SvgPanel view(Group group, Look look, String id) {
        String label = map.title() + ": " + group.paths().size() + " trajectories, " + group.name();
        return SvgPanel.of(drawing, drawing.panel(group), id, label, group.name(), look);
    }

    /** Returns the markup of a panel. */
    String panel(Group group, Look look, String id) {
        return Templates.render("panel", view(group, look, id));
    }

    /**
     * Returns all panels side by side in a file of its own, on white.
     *
     * @param looks one a group
     */
    public String standalone(List<Look> looks) {
        int width = (int) Math.ceil(drawing.width());
        int height = (int) Math.ceil(drawing.height());
        int count = map.groups().size();
        List<Place> places = IntStream.range(0, count)
                .mapToObj(index -> new Place(
                        view(map.groups().get(index), looks.get(index), "panel-" + index),
                        GAP + index * (width + GAP),
                        GAP + ASCENT,
                        GAP + HEADER,
                        width,
                        height))
                .toList();
        return Templates.render(
                "picture", new Sheet(map.title(), count * (width + GAP) + GAP, height + HEADER + 2 * GAP, places));
    }

    /** Returns in words what a panel leaves out; empty where all is shown. */
    public String remark(Group group) {
        return drawing.remark(group);
    }
}
