package io.leeway.experiment.stage;

import io.leeway.environment.diagnosis.Diagnosis;
import io.leeway.environment.diagnosis.Reference;
import io.leeway.environment.diagnosis.Subject;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a diagnosis that each refresh affords, of a few thousand transitions: {@code leeway diagnose} has the
 * others.
 */
final class RefreshDiagnosis {
    private static final int MEASURED = 20_000;

    private final Dataset dataset;
    private final Seed seed;
    private @Nullable Diagnosis diagnosis;

    /** Prepares to compare with a dataset, at the first refresh that makes something. */
    RefreshDiagnosis(Dataset dataset, Seed seed) {
        this.dataset = dataset;
        this.seed = seed;
    }

    /** Returns the figures by snake_case name; none where the data is too little, or nothing made is near it. */
    Map<String, Double> figures(Trajectories trajectories) {
        try {
            Diagnosis known = diagnosis;
            if (known == null) {
                known = Diagnosis.brief(new Reference(dataset), seed.stream("diagnosis"));
                diagnosis = known;
            }
            return known.of(Subject.of("refresh", trajectories, MEASURED)).figures();
        } catch (LeewayException nothingToCompare) {
            return Map.of();
        }
    }
}
