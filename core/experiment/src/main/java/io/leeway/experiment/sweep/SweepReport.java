package io.leeway.experiment.sweep;

import io.leeway.experiment.sweep.results.SweepResults;
import java.nio.file.Path;

final class SweepReport {
    private SweepReport() {}

    static Path write(SweepResults results, Path folder) {
        return folder.resolve(results.name());
    }
}
