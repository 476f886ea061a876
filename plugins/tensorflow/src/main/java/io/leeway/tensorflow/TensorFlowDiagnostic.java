package io.leeway.tensorflow;

import io.leeway.spi.Device;
import io.leeway.spi.Diagnostic;
import io.leeway.spi.LeewayException;
import io.leeway.tensorflow.cuda.NvidiaCard;
import io.leeway.tensorflow.cuda.Obstacle;
import io.leeway.tensorflow.cuda.XlaToolkit;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Gpu;
import io.leeway.tensorflow.graph.Natives;
import io.leeway.tensorflow.graph.Processor;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The doctor's check that TensorFlow loads here, and of what it has to work with. */
public final class TensorFlowDiagnostic implements Diagnostic {
    /** An empty configuration. */
    public record Config() {}

    private final Processor processor;

    /** Creates the diagnostic of this machine. */
    @Inject
    public TensorFlowDiagnostic() {
        this(Processor.ofThisMachine());
    }

    TensorFlowDiagnostic(Processor processor) {
        this.processor = processor;
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(processor());
        try {
            findings.add(new Finding(
                    Status.OK,
                    "TensorFlow natives",
                    "TensorFlow " + Natives.load() + (Natives.builtForCuda() ? ", CUDA build" : ""),
                    ""));
        } catch (LeewayException e) {
            findings.add(
                    new Finding(Status.FAILURE, "TensorFlow natives", "not loaded", String.valueOf(e.getMessage())));
            return findings;
        }
        Gpu gpu = Gpu.ofThisProcess();
        findings.addAll(GpuFindings.of(Natives.builtForCuda(), gpu, NvidiaCard.ofThisMachine()));
        findings.add(compiler(gpu));
        return findings;
    }

    private Finding processor() {
        String text = processor.architecture() + " with " + processor.vectors() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores";
        if (!processor.suffices()) {
            return new Finding(
                    Status.FAILURE, "CPU", text, "TensorFlow needs AVX: run on a machine from 2012 or later.");
        }
        return processor.fast()
                ? new Finding(Status.OK, "CPU", text, "")
                : new Finding(
                        Status.WARNING,
                        "CPU",
                        text,
                        "Matrix products are several times faster where the processor has AVX2 and FMA.");
    }

    private static Finding compiler(Gpu gpu) {
        Optional<Obstacle> missing = gpu.usable() ? XlaToolkit.missing() : Optional.empty();
        if (missing.isPresent()) {
            String text = "does not compile for the GPU: " + missing.get().reason() + "; all works without it";
            return new Finding(Status.WARNING, "XLA", text, missing.get().remedy());
        }
        return Backend.open(gpu.usable() ? Device.GPU : Device.CPU).compiles()
                ? new Finding(Status.OK, "XLA", "compiles a network where its configuration asks for it", "")
                : new Finding(
                        Status.WARNING,
                        "XLA",
                        "does not compile here; all works without it",
                        "Leave the denoiser's key compile at false; TF_CPP_MIN_LOG_LEVEL=0 shows why.");
    }
}
