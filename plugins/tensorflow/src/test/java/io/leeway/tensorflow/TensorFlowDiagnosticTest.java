package io.leeway.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Diagnostic.Finding;
import io.leeway.spi.Diagnostic.Status;
import io.leeway.tensorflow.graph.Processor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TensorFlowDiagnosticTest {
    @Test
    void findsTensorFlowItsVersionAndTheCompilerOnThisMachine() {
        List<Finding> findings = new TensorFlowDiagnostic().examine();
        assertThat(findings)
                .extracting(Finding::subject)
                .containsSubsequence("CPU", "TensorFlow natives", "NVIDIA driver", "GPU", "XLA");
        assertThat(findings).extracting(Finding::status).doesNotContain(Status.FAILURE);
        assertThat(findings.get(1).text()).matches("TensorFlow \\d+\\.\\d+\\.\\d+(, CUDA build)?");
        assertThat(findings.get(findings.size() - 1).text()).startsWith("compiles");
    }

    @Test
    void saysWhatToDoAboutAnOldProcessor() {
        Finding finding = new TensorFlowDiagnostic(new Processor("amd64", Set.of("sse4_2")))
                .examine()
                .get(0);
        assertThat(finding.status()).isEqualTo(Status.FAILURE);
        assertThat(finding.text()).startsWith("amd64 with SSE4_2, ");
        assertThat(finding.remedy()).isEqualTo("TensorFlow needs AVX: run on a machine from 2012 or later.");
    }

    @Test
    void warnsOfAProcessorWithoutFusedMultiplyAdd() {
        Finding finding = new TensorFlowDiagnostic(new Processor("amd64", Set.of("sse4_2", "avx")))
                .examine()
                .get(0);
        assertThat(finding.status()).isEqualTo(Status.WARNING);
        assertThat(finding.remedy()).contains("AVX2 and FMA");
    }
}
