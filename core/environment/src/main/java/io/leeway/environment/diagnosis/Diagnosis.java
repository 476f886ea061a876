package io.leeway.environment.diagnosis;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Environments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis of sources of transitions, real or synthetic alike, by every measure that there is. A measure that fails
 * is a note among the findings, and the others go on.
 */
public final class Diagnosis {
    private final Reference reference;
    private final List<Measure> measures;

    private Diagnosis(Reference reference, List<Measure> measures) {
        this.reference = reference;
        this.measures = measures;
    }

    /**
     * Prepares every measure.
     *
     * @param reference the real data
     * @param environments what the data is from, or null; they stay open as long as the diagnosis is used
     * @param most about as many transitions of a source are measured at most
     * @param random where all that is drawn comes from: the same stream gives the same findings
     */
    public static Diagnosis of(
            Reference reference, @Nullable Environments environments, int most, RandomSource random) {
        Oracle oracle = new Oracle(environments);
        return new Diagnosis(
                reference,
                List.of(
                        new DynamicsMeasure(oracle::steps, reference.columns()),
                        new LikelihoodMeasure(reference, random.split("behaviour")),
                        new DistanceMeasure(reference),
                        new NeighbourMeasure(reference, NeighbourMeasure.Limits.FULL.measuring(most)),
                        new DiversityMeasure(reference, random.split("diversity")),
                        new TerminalsMeasure(oracle::steps),
                        new CostMeasure()));
    }

    /**
     * Prepares the measures that each refresh of a source affords, beside
     * {@link io.leeway.environment.evaluation.QualityMeter}'s: coverage, novelty and diversity of a few thousand
     * transitions.
     *
     * @param reference the real data
     * @param random where all that is drawn comes from: the same stream gives the same findings
     */
    public static Diagnosis brief(Reference reference, RandomSource random) {
        return new Diagnosis(
                reference,
                List.of(
                        new NeighbourMeasure(reference, NeighbourMeasure.Limits.BRIEF),
                        new DiversityMeasure(reference, random.split("diversity"))));
    }

    /** Returns the real data that sources are compared with. */
    public Reference reference() {
        return reference;
    }

    /**
     * The figures of one measure.
     *
     * @param title what they are about, in a few words
     */
    public record Group(String title, List<Figure> figures) {}

    /** Returns what can be found of a subject, in the order to show it. */
    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        measures.forEach(measure -> groups.add(new Group(measure.title(), measure.figures())));
        groups.add(new Group("What was measured", Screening.FIGURES));
        return groups;
    }

    /**
     * Measures a subject.
     *
     * @throws LeewayException if nothing of it can be measured, saying why
     */
    public Findings of(Subject subject) {
        Findings findings = Findings.none();
        Subject screened = Screening.of(subject, reference, findings);
        for (Measure measure : measures) {
            try {
                findings.add(measure.of(screened));
            } catch (LeewayException failure) {
                findings.notes().add(measure.title() + " was not measured: " + sentence(failure));
            }
        }
        return findings.complete();
    }

    private static String sentence(LeewayException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    /** The true steps of the environments, found when they are first needed. */
    private static final class Oracle {
        private final @Nullable Environments environments;
        private @Nullable TrueSteps steps;

        Oracle(@Nullable Environments environments) {
            this.environments = environments;
        }

        TrueSteps steps() {
            TrueSteps known = steps;
            if (known == null) {
                known = TrueSteps.in(environments);
                steps = known;
            }
            return known;
        }
    }
}
