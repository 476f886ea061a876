package io.leeway.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.data.DatasetFormat;
import io.leeway.testkit.Broken;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetFormatContractTest {
    private static BrokenFormat.Fault current = BrokenFormat.Fault.NONE;

    static final class Contract extends DatasetFormatContract {
        @Override
        protected DatasetFormat format() {
            return new BrokenFormat(current);
        }

        @Override
        protected String fileName() {
            return "data.toy";
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesEveryFaultAndNothingElse(BrokenFormat.Fault fault) {
        current = fault;
        if (fault == BrokenFormat.Fault.NONE) {
            assertThat(Broken.promises(Contract.class)).isEmpty();
        } else {
            assertThat(Broken.promises(Contract.class)).contains(fault.noticedBy);
        }
    }
}
