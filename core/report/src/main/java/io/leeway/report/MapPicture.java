package io.leeway.report;

import io.leeway.report.Palette.Look;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.PlanarMap.Circle;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.util.List;
import java.util.Locale;

/** A trajectory map as SVG: equal units on both axes, y upwards, the same extent in every panel. */
final class MapPicture {
    private static final double LONGER_SIDE = 400;
    private static final int HEADER = 26;
    private static final int GAP = 16;
    private static final String STYLE = """
            <style>
            text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #1c1c1e; }
            .floor { fill: #ffffff; stroke: #c9cbd1; } .wall { fill: #c9cbd1; }
            .goal { fill: #f2c14e; fill-opacity: .35; stroke: #9a6b00; stroke-dasharray: 4 3; }
            .path { fill: none; stroke-width: 1.5; stroke-opacity: .5; stroke-linecap: round; stroke-linejoin: round; }
            </style>
            """;

    private final TrajectoryMap map;
    private final MapExtent extent;
    private final double scale;

    MapPicture(TrajectoryMap map) {
        this.map = map;
        this.extent = MapExtent.of(map);
        this.scale = LONGER_SIDE / Math.max(extent.width(), extent.height());
    }

    /** Returns one group's panel, to stand in HTML whose style sheet colours it. */
    String panel(Group group, Look look, String id) {
        String label = map.title() + ": " + group.paths().size() + " trajectories, " + group.name();
        return "<svg role=\"img\" aria-label=\"" + Html.text(label) + "\" viewBox=\"0 0 " + viewBox() + "\">"
                + content(group, look, id) + "</svg>";
    }

    /** Returns all panels side by side in a file of its own, on white. */
    String standalone(List<Look> looks) {
        int width = (int) Math.ceil(extent.width() * scale);
        int height = (int) Math.ceil(extent.height() * scale);
        int count = map.groups().size();
        int totalWidth = count * (width + GAP) + GAP;
        int totalHeight = height + HEADER + 2 * GAP;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + totalWidth
                + "\" height=\"" + totalHeight + "\" viewBox=\"0 0 " + totalWidth + " " + totalHeight + "\">\n");
        svg.append("<title>")
                .append(Html.text(map.title()))
                .append("</title>\n")
                .append(STYLE);
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (int index = 0; index < count; index++) {
            Group group = map.groups().get(index);
            int x = GAP + index * (width + GAP);
            svg.append("<text x=\"" + x + "\" y=\"" + (GAP + 14) + "\">" + Html.text(group.name()) + "</text>\n");
            svg.append("<svg x=\"" + x + "\" y=\"" + (GAP + HEADER) + "\" width=\"" + width + "\" height=\"" + height
                    + "\" viewBox=\"0 0 " + viewBox() + "\">");
            svg.append(content(group, looks.get(index), "panel-" + index)).append("</svg>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    /** Returns in words what a panel leaves out; empty where all is shown. */
    String remark(Group group) {
        long outside = group.paths().stream()
                .filter(path -> path.stream().anyMatch(point -> point.finite() && !extent.contains(point)))
                .count();
        long broken = group.paths().stream()
                .filter(path -> !path.stream().allMatch(Point::finite))
                .count();
        return (outside > 0 ? ", " + outside + " leaving the picture" : "")
                + (broken > 0 ? ", " + broken + " with values that are not finite" : "");
    }

    private String content(Group group, Look look, String id) {
        StringBuilder svg = new StringBuilder();
        svg.append("<clipPath id=\"").append(id).append("\"><rect width=\"100%\" height=\"100%\"/></clipPath>");
        svg.append("<g clip-path=\"url(#").append(id).append(")\">\n");
        svg.append("<rect class=\"floor\" width=\"100%\" height=\"100%\"/>\n");
        Circle goal = map.map().goal();
        if (goal != null) {
            svg.append("<circle class=\"goal\" ")
                    .append(position("cx", "cy", new Point(goal.x(), goal.y())))
                    .append(" r=\"" + number(goal.radius() * scale) + "\"/>\n");
        }
        appendWalls(svg);
        svg.append("<g class=\"path\" stroke=\"").append(look.colour()).append("\">\n");
        group.paths().forEach(path -> appendPath(svg, path));
        svg.append("</g>\n<g class=\"start\" fill=\"").append(look.colour()).append("\">\n");
        group.paths()
                .forEach(path -> path.stream().limit(1).filter(Point::finite).forEach(point -> svg.append("<circle ")
                        .append(position("cx", "cy", point))
                        .append(" r=\"3\"/>\n")));
        return svg.append("</g>\n</g>").toString();
    }

    /** Draws all walls as one shape, so that no seams show between neighbours. */
    private void appendWalls(StringBuilder svg) {
        PlanarMap plane = map.map();
        if (plane.walls().isEmpty()) {
            return;
        }
        svg.append("<path class=\"wall\" shape-rendering=\"crispEdges\" d=\"");
        for (Rectangle wall : plane.walls()) {
            svg.append('M').append(x(wall.minimumX())).append(' ').append(y(wall.maximumY()));
            svg.append('H').append(x(wall.maximumX())).append('V').append(y(wall.minimumY()));
            svg.append('H').append(x(wall.minimumX())).append('Z');
        }
        svg.append("\"/>\n");
    }

    private void appendPath(StringBuilder svg, List<Point> path) {
        StringBuilder line = new StringBuilder();
        boolean drawing = false;
        for (Point point : path) {
            if (point.finite()) {
                line.append(drawing ? 'L' : 'M')
                        .append(x(point.x()))
                        .append(' ')
                        .append(y(point.y()));
            }
            drawing = point.finite();
        }
        if (line.length() > 0) {
            svg.append("<path d=\"").append(line).append("\"/>\n");
        }
    }

    private String viewBox() {
        return number(extent.width() * scale) + " " + number(extent.height() * scale);
    }

    private String position(String xName, String yName, Point point) {
        return xName + "=\"" + x(point.x()) + "\" " + yName + "=\"" + y(point.y()) + "\"";
    }

    private String x(double value) {
        return number((value - extent.minimumX()) * scale);
    }

    private String y(double value) {
        return number((extent.maximumY() - value) * scale);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
    }
}
