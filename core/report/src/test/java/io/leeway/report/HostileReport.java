package io.leeway.report;

import io.leeway.report.Documents.Document;
import io.leeway.report.Facts.Fact;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.ResultTable.Row;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.environment.PlanarMap;
import java.util.List;

/** A report every text of which tries to be markup. */
public final class HostileReport {
    public static final String TEXT =
            "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"><!-- &"
                    + " ]]>\u2028";
    public static final String ESCAPED =
            "&lt;/script&gt;&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;&lt;img src=x"
                    + " onerror=&quot;document.title=&#39;taken&#39;&quot;&gt;&lt;!-- &amp; ]]&gt;\u2028";

    private HostileReport() {}

    public static Report create() {
        Column column = Column.of(TEXT, TEXT, NumberStyle.decimals(1), Better.HIGHER, TEXT);
        Row row = new Row(TEXT, List.of(Cell.missing(TEXT)));
        Series series = new Series(TEXT, List.of(new Line(TEXT, List.of(new Point(0, 1), new Point(1, 2)))));
        Group group = new Group(TEXT, List.of(List.of(new Point(0, 0), new Point(1, 1))));
        return new Report(
                TEXT,
                TEXT,
                List.of(
                        new ResultTable(TEXT, TEXT, TEXT, List.of(column), List.of(row)),
                        new Charts(
                                TEXT,
                                List.of(new LineChart(
                                        TEXT, TEXT, Axis.linear(TEXT), Axis.linear(TEXT), List.of(series)))),
                        new TrajectoryMap(TEXT, TEXT, new PlanarMap(0, 1, List.of(), null), List.of(group)),
                        new Notes(TEXT, List.of(TEXT)),
                        new Facts(TEXT, List.of(Fact.of(TEXT, TEXT))),
                        new Documents(TEXT, List.of(Document.of(TEXT, TEXT + "\u0000")))));
    }
}
