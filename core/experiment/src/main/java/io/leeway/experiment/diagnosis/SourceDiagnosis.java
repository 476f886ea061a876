package io.leeway.experiment.diagnosis;

import io.leeway.environment.diagnosis.Diagnosis;
import io.leeway.environment.diagnosis.Findings;
import io.leeway.environment.diagnosis.Reference;
import io.leeway.environment.diagnosis.Subject;
import io.leeway.experiment.trained.TrainedExperience;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Environments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis of sources, one after another, beside real data that is held out. A source that cannot be had or measured
 * is a note, and the others go on.
 */
public final class SourceDiagnosis {
    /** What the real data is called that is held out. */
    public static final String HELD_OUT = "held-out data";

    private final Diagnosis diagnosis;
    private final int most;
    private final RandomSource random;
    private final Progress progress;
    private final @Nullable Policy judge;
    private final Map<String, Findings> sources = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Measures the real data that is held out.
     *
     * @param real the real data, which everything is compared with
     * @param environments what it is from, or null
     * @param most about as many transitions of each source at most
     * @param judge the policy under which actions of every source are likely or not; null for the one that learns from
     *     each
     * @throws LeewayException if there is too little data to hold any out
     */
    public SourceDiagnosis(
            Dataset real,
            @Nullable Environments environments,
            int most,
            RandomSource random,
            Progress progress,
            @Nullable Policy judge) {
        this.diagnosis = Diagnosis.of(new Reference(real), environments, most, random.split("measures"));
        this.most = most;
        this.random = random;
        this.progress = progress;
        this.judge = judge;
        measure(HELD_OUT, () -> diagnosis.reference().heldOut(HELD_OUT, most));
    }

    /** Adds something to say beside what is measured. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** Measures what an agent of a run learned from, made for the policy that it has now. */
    public void entry(TrainedRun run, String agent, long seed) {
        try (TrainedExperience experience = run.experience(agent, seed)) {
            measure(agent, () -> experience.subject(most, random.split(agent)));
        } catch (LeewayException failure) {
            notes.add(sentence(agent, failure));
        }
    }

    /** Measures a dataset, whoever made it. */
    public void dataset(String name, Supplier<Dataset> reading) {
        measure(name, () -> Subject.of(name, reading.get(), most));
    }

    /** Returns whether anything beside the data that is held out was measured. */
    public boolean measuredSomething() {
        return sources.keySet().stream().anyMatch(name -> !name.equals(HELD_OUT));
    }

    private void measure(String asked, Supplier<Subject> making) {
        String name = free(asked);
        try (Progress.Task task = progress.begin("Diagnosing " + name, 1, "source")) {
            Subject subject = making.get();
            Findings findings = diagnosis.of(judge == null ? subject : subject.judgedBy(judge));
            sources.put(name, findings);
            task.advance(1, "");
        } catch (LeewayException failure) {
            notes.add(sentence(name, failure));
        }
    }

    /** Returns the name, or with a number after it where another source has it: a file may be called as an entry is. */
    private String free(String asked) {
        String name = asked;
        for (int number = 2; !names.add(name); number++) {
            name = asked + " (" + number + ")";
        }
        return name;
    }

    private static String sentence(String name, LeewayException failure) {
        String message = String.valueOf(failure.getMessage());
        return name + " was not measured: " + message + (message.endsWith(".") ? "" : ".");
    }

    /** Returns everything that was found so far. */
    public DiagnosisResult result() {
        List<String> all = new ArrayList<>();
        Map<String, List<String>> alike = new LinkedHashMap<>();
        sources.forEach((name, findings) -> findings.notes()
                .forEach(note ->
                        alike.computeIfAbsent(note, first -> new ArrayList<>()).add(name)));
        alike.forEach((note, names) ->
                all.add((names.size() == sources.size() ? "" : String.join(", ", names) + ": ") + note));
        all.addAll(notes);
        return new DiagnosisResult(diagnosis.groups(), sources, all);
    }
}
