package io.leeway.report.html;

import io.leeway.report.Report;
import io.leeway.report.template.Markup;
import java.util.List;

/** The parts of which a page is made that shows reports by a script of its own: the look is that of a report's page. */
public final class HtmlParts {
    private HtmlParts() {}

    /**
     * A section.
     *
     * @param title the heading
     * @param content HTML, in which every text of the report is escaped
     */
    public record Part(String title, String content) {}

    /** Returns the sections of a report that have something to show. */
    public static List<Part> of(Report report) {
        return HtmlPage.sections(report).stream()
                .map(section -> new Part(section.title(), section.content()))
                .toList();
    }

    /** Returns the style sheet. */
    public static String style() {
        return PageResources.text("report.css");
    }

    /** Returns the names of the chart library's scripts, in the order in which they are run. */
    public static List<String> libraries() {
        return PageResources.LIBRARIES;
    }

    /** Returns a script of the chart library. */
    public static String library(String name) {
        if (!libraries().contains(name)) {
            throw new IllegalArgumentException("The chart library has no script '" + name + "': " + libraries());
        }
        return PageResources.script(name);
    }

    /** Returns the licences of the chart library. */
    public static String licences() {
        return PageResources.text("LICENSE-vega.txt");
    }

    /** Returns the theme of the charts, in JSON. */
    public static String theme() {
        return Markup.json(PageResources.text("chart-theme.json").strip());
    }
}
