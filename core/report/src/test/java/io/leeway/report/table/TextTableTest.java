package io.leeway.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.report.Cell;
import io.leeway.report.NumberStyle;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.ResultTable.Row;
import io.leeway.report.SampleReport;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
    @Test
    void plainTableAlignsDecimalPointsAndExplainsItself() {
        assertThat(TextTable.plain(SampleReport.table())).isEqualTo("""
                                      Normalised                                 Policy          Generation         Network
                        Experience       score ↑    Dynamics error ↓   log-likelihood ↑   (transitions/s) ↑   evaluations ↓
                        ───────────────────────────────────────────────────────────────────────────────────────────────────
                        real          62.4 ± 2.5   0                       −1.32 ± 0.05                   –               –
                        unguided      73.6 ± 3.4   0.00124 ± 0.00004       −1.54 ± 0.03              48,210              32
                        guided       102.8 ± 5.0   0.0144  ± 0.0004         0.63 ± 0.05               9,874              32

                        Mean ± standard error over 3 seeds.
                        Normalised score (higher is better): 100 · (return − random) / (expert − random), with D4RL's
                          reference returns
                        Dynamics error (lower is better): Mean squared error of next observations, in units of the data's
                          variance
                        Policy log-likelihood (higher is better): Mean log π(a|s) under the agent's final policy
                        Generation (higher is better): Synthetic transitions over all refreshes
                        Network evaluations (lower is better): Denoiser evaluations for each trajectory
                        No value for real (Generation, Network evaluations): nothing was generated.
                        """);
    }

    @Test
    void markdownEscapesWhatWouldBeMarkup() {
        ResultTable table = table(List.of(new Row("a|b_*<x>`", List.of(Cell.of(1.25, 0.5)))));

        assertThat(TextTable.markdown(table)).isEqualTo("""
                        | Variant | Score ↑ |
                        |:--|--:|
                        | a\\|b\\_\\*\\<x\\>\\` | 1.3 ± 0.5 |

                        - Score (higher is better): What it means
                        """);
    }

    @Test
    void csvKeepsFullPrecisionAndQuotes() {
        ResultTable table =
                table(List.of(new Row("a \"b\", c", List.of(Cell.of(1.0 / 3, 0.1))), missing("d", "not measured")));

        assertThat(TextTable.csv(table)).isEqualTo("""
                        Variant,Score,Score standard error
                        "a ""b"", c",0.3333333333333333,0.1
                        d,,
                        """);
    }

    @Test
    void timingsAreLeftOutOnDemand() {
        String text = TextTable.plain(SampleReport.table().withoutTimings());

        assertThat(text).doesNotContain("Generation", "48,210").contains("Network", "32", "102.8 ± 5.0");
    }

    @Test
    void wideCharactersTakeTwoCells() {
        ResultTable table = table(List.of(
                new Row("扩散模型", List.of(Cell.of(1))),
                new Row("cafe\u0301", List.of(Cell.of(2))),
                new Row("🙂", List.of(Cell.of(3)))));

        assertThat(TextTable.plain(table).lines().limit(5))
                .containsExactly(
                        "Variant    Score ↑",
                        "──────────────────",
                        "扩散模型       1.0",
                        "cafe\u0301           2.0",
                        "🙂             3.0");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        ResultTable table = table(List.of(new Row("red \u001b[31m\nbell \u0007 \u202Eover", List.of(Cell.of(1)))));

        assertThat(TextTable.plain(table)).contains("red �[31m bell � �over ").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void aTableWithoutRowsIsItsHeading() {
        assertThat(TextTable.plain(table(List.of()))).isEqualTo("""
                        Variant   Score ↑
                        ─────────────────

                        Score (higher is better): What it means
                        """);
    }

    @Test
    void reasonsAreGatheredBySentence() {
        ResultTable table = table(
                List.of(missing("a", "x"), missing("b", "x"), missing("c", "y"), new Row("d", List.of(Cell.mean(4)))));

        assertThat(TextTable.plain(table))
                .contains(
                        "No value for a, b (Score): x.\n",
                        "No value for c (Score): y.\n",
                        "No standard error for d (Score): there is only one seed.\n");
    }

    @Test
    void aRowNeedsACellForEveryColumn() {
        assertThatThrownBy(() -> table(List.of(new Row("a", List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The table 'Results' has 1 columns, but its row 'a' has 0 cells");
    }

    @Test
    void namesAreUnique() {
        assertThatThrownBy(() -> table(List.of(missing("a", "x"), missing("a", "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The table 'Results' has 'a' twice");
    }

    private static Row missing(String name, String reason) {
        return new Row(name, List.of(Cell.missing(reason)));
    }

    private static ResultTable table(List<Row> rows) {
        return new ResultTable(
                "Results",
                "",
                "Variant",
                List.of(Column.of("Score", null, NumberStyle.decimals(1), Better.HIGHER, "What it means")),
                rows);
    }
}
