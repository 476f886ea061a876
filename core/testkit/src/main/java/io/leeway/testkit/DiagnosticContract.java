package io.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises of every {@link Diagnostic}. */
public abstract class DiagnosticContract {
    /** Creates the diagnostic. */
    protected abstract Diagnostic diagnostic();

    @Test
    void saysWhatItFoundInSingleLines() {
        List<Diagnostic.Finding> findings = diagnostic().examine();

        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.subject()).isNotBlank().doesNotContain("\n");
            assertThat(finding.text()).isNotBlank().doesNotContain("\n");
            assertThat(finding.remedy()).doesNotContain("\n");
        });
    }

    @Test
    void namesARemedyForWhatDoesNotWork() {
        assertThat(diagnostic().examine())
                .filteredOn(finding -> finding.status() == Diagnostic.Status.FAILURE)
                .allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
    }

    @Test
    void looksAtEachSubjectOnceAndChangesNothing() {
        List<Diagnostic.Finding> first = diagnostic().examine();

        assertThat(first).extracting(Diagnostic.Finding::subject).doesNotHaveDuplicates();
        assertThat(diagnostic().examine())
                .extracting(Diagnostic.Finding::subject)
                .containsExactlyElementsOf(
                        first.stream().map(Diagnostic.Finding::subject).toList());
    }
}
