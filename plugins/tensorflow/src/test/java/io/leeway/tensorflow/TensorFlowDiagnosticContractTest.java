package io.leeway.tensorflow;

import io.leeway.spi.Diagnostic;
import io.leeway.testkit.DiagnosticContract;

class TensorFlowDiagnosticContractTest extends DiagnosticContract {
    @Override
    protected Diagnostic diagnostic() {
        return new TensorFlowDiagnostic();
    }
}
