package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.Environments;
import io.leeway.testkit.ContractRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentsContractTest {
    @ParameterizedTest
    @EnumSource
    void noticesEveryFault(BrokenEnvironments.Fault fault) {
        assertThat(ContractRun.failures(new Contract(new BrokenEnvironments(fault))))
                .contains(fault.noticedBy);
    }

    @ParameterizedTest
    @EnumSource
    void noticesEveryFaultOfCapabilities(Lamps.Fault fault) {
        assertThat(ContractRun.failures(new Contract(new Lamps(fault)))).contains(fault.noticedBy);
    }

    private static final class Contract extends EnvironmentsContract {
        private final Environments environments;

        Contract(Environments environments) {
            this.environments = environments;
        }

        @Override
        protected Environments environments() {
            return environments;
        }
    }
}
