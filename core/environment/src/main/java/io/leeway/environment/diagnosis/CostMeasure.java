package io.leeway.environment.diagnosis;

import io.leeway.environment.diagnosis.Figure.Better;
import java.util.List;
import java.util.Map;

/** The cost of making a subject's transitions, where its source says it. */
final class CostMeasure implements Measure {
    static final String EVALUATIONS = "network_evaluations";
    static final String SECONDS = "seconds";
    static final String SPEED = "transitions_per_s";

    @Override
    public String title() {
        return "Cost";
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(EVALUATIONS, "Network evaluations", Better.LOWER, "Evaluations of a network a trajectory"),
                new Figure(SECONDS, "Seconds", Better.NEITHER, "How long it took to make all of them"),
                new Figure(SPEED, "Transitions/s", Better.HIGHER, "How many were made in a second"));
    }

    @Override
    public Findings of(Subject subject) {
        Findings findings = Findings.none();
        Map<String, Double> cost = subject.cost();
        figures().forEach(figure -> findings.figure(figure.name(), cost.getOrDefault(figure.name(), Double.NaN)));
        return findings;
    }
}
