package io.leeway.report.html;

import io.leeway.report.Charts;
import io.leeway.report.DataTable;
import io.leeway.report.Documents;
import io.leeway.report.Facts;
import io.leeway.report.Notes;
import io.leeway.report.Palette;
import io.leeway.report.Report;
import io.leeway.report.ResultTable;
import io.leeway.report.Section;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.template.Markup;
import io.leeway.report.template.Templates;
import java.util.ArrayList;
import java.util.List;

/**
 * The view of a report that the template of a page shows.
 *
 * @param title the report's
 * @param summary the report's
 * @param policy a content security policy that allows the scripts and nothing else
 * @param style a style sheet
 * @param sections those that have something to show
 * @param licences of the chart library
 * @param theme of the charts, in JSON
 * @param scripts contents of script elements
 */
record HtmlPage(
        String title,
        String summary,
        String policy,
        String style,
        List<PageSection> sections,
        String licences,
        String theme,
        List<String> scripts) {
    /**
     * A section with its content as HTML.
     *
     * @param id unique within the page
     * @param title the heading
     * @param content HTML
     */
    record PageSection(String id, String title, String content) {}

    /** Returns a report as HTML. */
    static String of(Report report) {
        List<String> scripts = PageResources.scripts();
        HtmlPage page = new HtmlPage(
                report.title(),
                report.summary(),
                PageResources.policy(scripts),
                PageResources.text("report.css"),
                sections(report),
                PageResources.text("LICENSE-vega.txt"),
                Markup.json(PageResources.text("chart-theme.json").strip()),
                scripts);
        return Templates.render("page", page);
    }

    /** Returns the sections that have something to show. */
    static List<PageSection> sections(Report report) {
        Palette palette = Palette.of(report);
        List<PageSection> shown = new ArrayList<>();
        for (int index = 0; index < report.sections().size(); index++) {
            Section section = report.sections().get(index);
            String id = "section-" + (index + 1);
            if (!section.isEmpty()) {
                shown.add(new PageSection(id, section.title(), content(section, palette, id)));
            }
        }
        return shown;
    }

    private static String content(Section section, Palette palette, String id) {
        if (section instanceof ResultTable table) {
            return Templates.render("table", TableView.of(table, palette, id));
        } else if (section instanceof DataTable table) {
            return Templates.render("data-table", DataTableView.of(table, palette, id));
        } else if (section instanceof Charts charts) {
            return Templates.render("charts", ChartsView.of(charts, palette, id));
        } else if (section instanceof TrajectoryMap map) {
            return Templates.render("map", MapView.of(map, palette, id));
        } else if (section instanceof Facts) {
            return Templates.render("facts", section);
        } else if (section instanceof Documents) {
            return Templates.render("documents", section);
        } else if (section instanceof Notes) {
            return Templates.render("notes", section);
        }
        throw new IllegalStateException("No template for " + section.getClass());
    }
}
