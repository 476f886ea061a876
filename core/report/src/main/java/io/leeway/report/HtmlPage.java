package io.leeway.report;

import io.leeway.report.Documents.Document;
import io.leeway.report.Facts.Fact;
import io.leeway.report.Palette.Look;
import io.leeway.report.TrajectoryMap.Group;
import java.util.List;
import java.util.stream.Collectors;

/** A report as one HTML file that fetches nothing. */
final class HtmlPage {
    private static final int WIDE_CHART = 250;
    private static final int NARROW_CHART = 180;

    private final Report report;
    private final Palette palette;
    private final StringBuilder html = new StringBuilder();
    private int elements;

    private HtmlPage(Report report) {
        this.report = report;
        this.palette = Palette.of(report);
    }

    static String of(Report report) {
        HtmlPage page = new HtmlPage(report);
        List<String> scripts = PageResources.scripts();
        page.appendHead(scripts);
        page.report.sections().forEach(page::appendSection);
        page.appendFoot(scripts);
        return page.html.toString();
    }

    private void appendHead(List<String> scripts) {
        html.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="generator" content="Leeway">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header>
                <h1>%s</h1>
                <p class="summary">%s</p>
                <noscript><p class="callout">The charts need JavaScript; each is put into words instead. Tables and maps
                are complete.</p></noscript>
                </header>
                <main>
                """.formatted(
                        PageResources.policy(scripts),
                        Html.text(report.title()),
                        PageResources.text("report.css"),
                        Html.text(report.title()),
                        Html.text(report.summary())));
    }

    private void appendFoot(List<String> scripts) {
        html.append("</main>\n<footer>\n<details><summary>Licences of the chart library in this file</summary>\n<pre>")
                .append(Html.text(PageResources.text("LICENSE-vega.txt")))
                .append("</pre></details>\n</footer>\n<script type=\"application/json\" id=\"chart-theme\">")
                .append(Html.json(PageResources.text("chart-theme.json").strip()))
                .append("</script>\n");
        scripts.forEach(script -> html.append("<script>").append(script).append("</script>\n"));
        html.append("</body>\n</html>\n");
    }

    private void appendSection(Section section) {
        String id = "section-" + ++elements;
        String content = content(section, id);
        if (content.isEmpty()) {
            return;
        }
        html.append("<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">")
                .append(Html.text(section.title()))
                .append("</h2>\n")
                .append(content)
                .append("</section>\n");
    }

    private String content(Section section, String id) {
        if (section instanceof ResultTable table) {
            return HtmlTable.of(table, palette, id);
        } else if (section instanceof Charts charts) {
            return charts(charts, id);
        } else if (section instanceof TrajectoryMap map) {
            return map(map, id);
        } else if (section instanceof Facts facts) {
            return facts(facts);
        } else if (section instanceof Documents documents) {
            return documents(documents);
        } else if (section instanceof Notes notes) {
            return notes(notes);
        }
        throw new IllegalStateException("No rendering for " + section.getClass());
    }

    private String charts(Charts charts, String id) {
        StringBuilder result = new StringBuilder("<div class=\"charts\">\n");
        for (int index = 0; index < charts.charts().size(); index++) {
            int height = index == 0 ? WIDE_CHART : NARROW_CHART;
            result.append(figure(charts.charts().get(index), id + "-chart-" + (index + 1), height));
        }
        return charts.charts().isEmpty() ? "" : result.append("</div>\n").toString();
    }

    private String figure(LineChart chart, String id, int height) {
        ChartData data = ChartData.of(chart);
        String summary = ChartSummary.of(chart, data);
        String caption = (chart.caption() + " " + String.join(" ", data.remarks())).strip();
        StringBuilder result = new StringBuilder("<figure>\n<h3>" + Html.text(chart.title()) + "</h3>\n");
        if (data.series().isEmpty()) {
            result.append("<p class=\"empty\">There is nothing to draw.</p>\n");
        } else {
            result.append("<div class=\"chart\" data-spec=\"" + id + "\" style=\"min-height:" + height + "px\">")
                    .append("<noscript><p>" + Html.text(summary) + "</p></noscript></div>\n")
                    .append("<script type=\"application/json\" id=\"" + id + "\">")
                    .append(Html.json(ChartSpec.of(chart, data, palette, height).toString()))
                    .append("</script>\n");
        }
        return result.append("<figcaption>" + Html.text(caption) + "</figcaption>\n</figure>\n")
                .toString();
    }

    private String map(TrajectoryMap map, String id) {
        MapPicture picture = new MapPicture(map);
        List<Look> looks = palette.looks(map.groups().stream().map(Group::name).toList());
        StringBuilder result = new StringBuilder("<div class=\"panels\">\n");
        for (int index = 0; index < map.groups().size(); index++) {
            Group group = map.groups().get(index);
            String count =
                    group.paths().size() == 1 ? "1 trajectory" : group.paths().size() + " trajectories";
            result.append("<figure class=\"panel\">\n<h3>")
                    .append(HtmlTable.swatch(looks.get(index)))
                    .append(Html.text(group.name()))
                    .append("</h3>\n")
                    .append(picture.panel(group, looks.get(index), id + "-panel-" + (index + 1)))
                    .append("\n<figcaption>")
                    .append(count + picture.remark(group))
                    .append("</figcaption>\n</figure>\n");
        }
        result.append("</div>\n");
        if (!map.caption().isBlank()) {
            result.append("<p class=\"caption\">")
                    .append(Html.text(map.caption()))
                    .append("</p>\n");
        }
        return result.toString();
    }

    private static String facts(Facts facts) {
        String entries = facts.facts().stream().map(HtmlPage::fact).collect(Collectors.joining());
        return entries.isEmpty() ? "" : "<dl class=\"facts\">\n" + entries + "</dl>\n";
    }

    private static String fact(Fact fact) {
        return "<div><dt>" + Html.text(fact.name()) + "</dt><dd>" + Html.text(fact.value()) + "</dd></div>\n";
    }

    private static String documents(Documents documents) {
        return documents.documents().stream().map(HtmlPage::document).collect(Collectors.joining());
    }

    private static String document(Document document) {
        return "<details><summary>" + Html.text(document.title()) + "</summary>\n<pre tabindex=\"0\">"
                + Html.text(document.text()) + "</pre></details>\n";
    }

    private static String notes(Notes notes) {
        String sentences = notes.sentences().stream()
                .map(sentence -> "<li>" + Html.text(sentence) + "</li>\n")
                .collect(Collectors.joining());
        return sentences.isEmpty() ? "" : "<ul class=\"callout\">\n" + sentences + "</ul>\n";
    }
}
