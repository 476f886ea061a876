package io.leeway.environment.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.environment.evaluation.QualityMeter;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.environment.LineEnvironments;
import io.leeway.testkit.environment.RiddleEnvironments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DiagnosisTest {
    private static final int COUNT = 500;
    private static final int HORIZON = 5;

    private static final Dataset DATASET = LineData.of(1, 4000);
    private static final Reference REFERENCE = new Reference(DATASET);
    private static final Diagnosis DIAGNOSIS =
            Diagnosis.of(REFERENCE, new LineEnvironments(), 100_000, RandomSource.of(0));

    /** Returns walks on the line by zero actions, each step of which drifts by a tenth more than the one before. */
    private static Trajectories drifting() {
        Trajectories made = Trajectories.zeros(TrajectoryLayout.of(1, 1), HORIZON, COUNT);
        for (int i = 0; i < COUNT; i++) {
            float position = i * 1e-3f;
            for (int step = 0; step < HORIZON; step++) {
                made.values()[(i * HORIZON + step) * 4] = position;
                made.values()[(i * HORIZON + step) * 4 + 2] = position + 0.5f;
                position += 0.1f * (step + 1);
            }
        }
        return made;
    }

    @Test
    void measuresErrorsByStepWhereTheyAreKnown() {
        Findings findings = DIAGNOSIS.of(Subject.of("drifting", drifting(), 1_000_000));
        double variance = Math.pow(REFERENCE.columns().deviation(0), 2);
        assertThat(findings.figures().get("dynamics_error_raw"))
                .isCloseTo((0.01 + 0.04 + 0.09 + 0.16) / 4, within(1e-6));
        assertThat(findings.figures().get("dynamics_error"))
                .isCloseTo((0.01 + 0.04 + 0.09 + 0.16) / 4 / variance, within(1e-6));
        assertThat(findings.figures().get("reward_error")).isCloseTo(0.25, within(1e-6));
        Curve curve = curve(findings, "dynamics_error_by_step");
        assertThat(curve.x()).containsExactly(0, 1, 2, 3);
        for (int step = 0; step < 4; step++) {
            assertThat(curve.y()[step] * variance).isCloseTo(Math.pow(0.1 * (step + 1), 2), within(1e-6));
        }
        double rewardVariance =
                Math.pow(REFERENCE.columns().deviation(REFERENCE.columns().reward()), 2);
        assertThat(curve(findings, "reward_error_by_step").y()[2]).isCloseTo(0.25 / rewardVariance, within(1e-6));
    }

    private static Curve curve(Findings findings, String name) {
        return findings.curves().stream()
                .filter(curve -> curve.chart().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givesTheFloorOfRealDataThatWasHeldOut() {
        Findings findings = DIAGNOSIS.of(REFERENCE.heldOut("data", 20_000));
        assertThat(findings.figures().get("transitions")).isEqualTo(800);
        assertThat(findings.figures().get("dynamics_error")).isBetween(0.0, 1e-12);
        assertThat(findings.figures().get("terminal_agreement")).isEqualTo(1);
        assertThat(findings.figures().get("wasserstein")).isBetween(0.005, 0.15);
        assertThat(findings.figures().get("diversity")).isCloseTo(1, within(0.1));
        assertThat(curve(findings, "dynamics_error_by_step").level()).isTrue();
    }

    @Test
    void agreesWithTheFiguresOfARefresh() {
        Transitions given = LineData.transitions(2, 3000);
        for (int row = 0; row < given.count(); row++) {
            given.nextObservations()[row] += 0.01f * (row % 7);
        }
        GaussianPolicy policy = GaussianPolicy.constant(1, 1, 0.1f, 0.5f);
        Map<String, Double> expected = new QualityMeter(new LineEnvironments(), DATASET)
                .measure(given, policy)
                .figures();
        Map<String, Double> found =
                DIAGNOSIS.of(Subject.of("source", given).judgedBy(policy)).figures();
        expected.forEach((name, value) -> assertThat(found.get(name)).as(name).isCloseTo(value, within(1e-9)));
    }

    @Test
    void findsTheDistanceOfAColumnThatIsShifted() {
        Transitions shifted = LineData.transitions(1, 4000);
        for (int row = 0; row < shifted.count(); row++) {
            shifted.rewards()[row] += 0.3f;
        }
        Findings findings = DIAGNOSIS.of(Subject.of("shifted", shifted));
        double deviation = REFERENCE.columns().deviation(REFERENCE.columns().reward());
        assertThat(findings.columns()).containsOnlyKeys("observation 0", "action 0", "reward", "change 0");
        assertThat(findings.columns().get("reward")).isCloseTo(0.3 / deviation, within(1e-5));
        assertThat(findings.columns().get("observation 0")).isCloseTo(0, within(1e-9));
        assertThat(findings.figures().get("wasserstein_reward")).isCloseTo(0.3 / deviation, within(1e-5));
    }

    @Test
    void findsHalfTheDiversityInWhatIsHalfAsWide() {
        Transitions narrow = LineData.transitions(1, 4000);
        for (int row = 0; row < narrow.count(); row++) {
            narrow.observations()[row] *= 0.5f;
            narrow.actions()[row] *= 0.5f;
            narrow.rewards()[row] *= 0.5f;
            narrow.nextObservations()[row] *= 0.5f;
        }
        assertThat(DIAGNOSIS.of(Subject.of("narrow", narrow)).figures().get("diversity"))
                .isCloseTo(0.5, within(0.005));
    }

    @Test
    void findsTerminalsThatTheEnvironmentDoesNotHave() {
        Transitions given = Transitions.zeros(1, 1, 10);
        for (int row = 0; row < 10; row++) {
            given.observations()[row] = row < 4 ? 3.5f : 0;
            given.terminals()[row] = row == 0 || row == 9 ? 1 : 0;
        }
        assertThat(DIAGNOSIS.of(Subject.of("terminals", given)).figures())
                .containsEntry("terminal_share", 0.2)
                .containsEntry("terminal_agreement", 0.6)
                .containsEntry("terminal_precision", 0.5)
                .containsEntry("terminal_recall", 0.25);
    }

    @Test
    void goesOnWithoutEnvironmentAndWithoutOracle() {
        Subject subject = Subject.of("source", LineData.transitions(2, 1000));
        Findings alone =
                Diagnosis.of(REFERENCE, null, 100_000, RandomSource.of(0)).of(subject);
        assertThat(alone.notes())
                .singleElement()
                .isEqualTo("Truth to the dynamics was not measured: no environment is named, whose true steps they"
                        + " could be compared with.");
        assertThat(alone.figures()).doesNotContainKey("dynamics_error").containsKeys("coverage", "terminal_share");
        try (RiddleEnvironments riddle = new RiddleEnvironments()) {
            assertThat(Diagnosis.of(REFERENCE, riddle, 100_000, RandomSource.of(0))
                            .of(subject)
                            .notes())
                    .hasSize(1);
        }
    }

    @Test
    void leavesOutStatesThatTheSimulatorRefuses() {
        Transitions given = LineData.transitions(2, 1000);
        List<Integer> strange = List.of(3, 500, 999);
        strange.forEach(row -> given.observations()[row] = 7);
        Findings findings = Diagnosis.of(REFERENCE, new CautiousEnvironments(5), 100_000, RandomSource.of(0))
                .of(Subject.of("source", given));
        assertThat(findings.figures().get("refused")).isEqualTo(0.003);
        assertThat(findings.figures().get("dynamics_error")).isBetween(0.0, 1e-12);
        assertThat(findings.notes())
                .containsExactly(
                        "The simulator refused 3 of 1000 observations, which do not count: no position of 7.0");
    }

    @Test
    void countsWhatIsNotFiniteAndCutsWhatLeavesTheData() {
        Trajectories made = drifting();
        made.values()[(2 * HORIZON + 1) * 4 + 1] = Float.NaN;
        made.values()[(7 * HORIZON + 3) * 4] = 50;
        Findings findings = DIAGNOSIS.of(Subject.of("strange", made, 1_000_000));
        assertThat(findings.figures())
                .containsEntry("not_finite", 1.0 / (4 * COUNT))
                .containsEntry("left_data", 1.0 / COUNT)
                .containsEntry("transitions", 4.0 * COUNT - 1 - 2);
        assertThat(findings.notes())
                .containsExactly(
                        "1 of 2000 transitions have a value that is not finite and do not count; the first has action 0"
                                + " in row 9.",
                        "1 of 500 trajectories leave the data, and are cut where they do.");
    }

    @Test
    void saysThatNothingIsLeftOrThatColumnsAreOthers() {
        Transitions given = Transitions.zeros(1, 1, 3);
        Arrays.fill(given.rewards(), Float.POSITIVE_INFINITY);
        assertThatThrownBy(() -> DIAGNOSIS.of(Subject.of("source", given)))
                .isInstanceOf(LeewayException.class)
                .hasMessage("none of its 3 transitions is finite and near the data; the first that is not has reward in"
                        + " row 0");
        assertThatThrownBy(() -> DIAGNOSIS.of(Subject.of("source", Transitions.zeros(2, 1, 3))))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("observations have 2 columns");
    }

    @Test
    void measuresAboutAsManyTransitionsAsAreAskedFor() {
        Subject some = Subject.of("drifting", drifting(), 100);
        assertThat(some.transitions().count()).isEqualTo(100);
        assertThat(some.steps()).startsWith(0, 1, 2, 3, 0, 1);
        assertThat(Subject.of("data", DATASET, 100).transitions().count()).isEqualTo(100);
    }

    @Test
    void refusesRealDataThatIsNotFiniteByName() {
        Dataset broken = new DatasetBuilder(1, 1)
                .episode(new float[12], new float[11], new float[] {0, 0, 0, 0, 0, 0, 0, Float.NaN, 0, 0, 0}, false)
                .build();
        assertThatThrownBy(() -> new Reference(broken))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The real data has a value that is not finite: reward of transition 7. Nothing can be"
                        + " compared with it: repair or leave out that episode, or name other real data.");
    }

    /** The change to the next observation is everywhere the same but for the rounding of float32. */
    @Test
    void aColumnThatOnlyRoundsDoesNotVary() {
        RandomSource random = RandomSource.of(0);
        DatasetBuilder builder = new DatasetBuilder(1, 1);
        for (int episode = 0; episode < 500; episode++) {
            float position = 3 * (float) random.nextGaussian();
            float action = (float) random.nextGaussian() / 10;
            builder.episode(new float[] {position, position + 0.05f}, new float[] {action}, new float[] {0}, false);
        }
        Reference reference = new Reference(builder.build());
        assertThat(reference.columns().deviation(3)).isEqualTo(1);
        Transitions moved = LineData.transitions(2, 500);
        assertThat(Diagnosis.of(reference, null, 500, RandomSource.of(0))
                        .of(Subject.of("moved", moved))
                        .figures()
                        .get("diversity"))
                .isBetween(0.1, 10.0);
    }

    @Test
    void saysThatTheEnvironmentIsAnother() {
        Diagnosis other = Diagnosis.of(
                new Reference(new DatasetBuilder(2, 1)
                        .walk(RandomSource.of(0), 100, false)
                        .build()),
                new LineEnvironments(),
                100,
                RandomSource.of(0));
        assertThat(other.of(other.reference().heldOut("data", 100)).notes())
                .containsExactly(
                        "Truth to the dynamics was not measured: observations have 2 columns and actions 1, but"
                                + " those of line-v0 have 1 and 1: name the environment that the data is from.");
    }

    @Test
    void measuresLittleAtEachRefresh() {
        assertThat(Diagnosis.brief(REFERENCE, RandomSource.of(0))
                        .of(Subject.of("source", LineData.transitions(2, 3000)))
                        .figures())
                .containsOnlyKeys(
                        "transitions", "not_finite", "left_data", "coverage", "novelty", "copies", "diversity");
    }

    @Test
    void namesEveryFigureOnce() {
        List<String> names = DIAGNOSIS.groups().stream()
                .flatMap(group -> group.figures().stream())
                .map(Figure::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().contains("coverage", "dynamics_error", "network_evaluations");
        Findings findings = DIAGNOSIS.of(REFERENCE.heldOut("data", 100).at(Map.of("seconds", 2.0)));
        assertThat(names).containsAll(findings.figures().keySet());
        assertThat(findings.figures()).containsEntry("seconds", 2.0);
    }
}
