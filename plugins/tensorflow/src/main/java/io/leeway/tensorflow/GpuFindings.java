package io.leeway.tensorflow;

import io.leeway.spi.Diagnostic.Finding;
import io.leeway.spi.Diagnostic.Status;
import io.leeway.tensorflow.cuda.CudaLibraries;
import io.leeway.tensorflow.cuda.NvidiaCard;
import io.leeway.tensorflow.cuda.NvidiaDriver;
import io.leeway.tensorflow.graph.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The doctor's findings about a GPU: the driver, NVIDIA's libraries, and whether TensorFlow uses it. */
final class GpuFindings {
    private GpuFindings() {}

    /** Returns the findings; that there is no GPU is a fault only where the CUDA build was chosen or a driver waits. */
    static List<Finding> of(boolean builtForCuda, Gpu gpu, List<NvidiaCard> cards) {
        NvidiaDriver driver = gpu.driver();
        Status missed = builtForCuda || driver.present() ? Status.WARNING : Status.OK;
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(Status.OK, "NVIDIA driver", driver.summary(), ""));
        if (builtForCuda) {
            findings.add(libraries(gpu.libraries()));
        }
        String seen = cards.stream().map(NvidiaCard::toString).collect(Collectors.joining("; "));
        findings.add(gpu.obstacle()
                .map(obstacle -> new Finding(
                        missed,
                        "GPU",
                        "none used" + (seen.isEmpty() ? "" : " of " + seen) + ": " + obstacle.reason(),
                        obstacle.remedy()))
                .orElseGet(() -> new Finding(
                        Status.OK,
                        "GPU",
                        (seen.isEmpty() ? "" : seen + ": ") + "used where the device is auto or gpu",
                        "")));
        return findings;
    }

    private static Finding libraries(CudaLibraries libraries) {
        if (libraries.opened().isEmpty() && libraries.missing().isEmpty()) {
            return new Finding(Status.OK, "CUDA libraries", "not opened, since there is no driver to use them", "");
        }
        return libraries.missing().isEmpty()
                ? new Finding(
                        Status.OK, "CUDA libraries", "all " + libraries.opened().size() + " opened", "")
                : new Finding(
                        Status.WARNING,
                        "CUDA libraries",
                        libraries.opened().size() + " opened; missing: " + libraries.missing(),
                        "");
    }
}
