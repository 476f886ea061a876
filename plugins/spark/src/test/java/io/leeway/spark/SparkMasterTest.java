package io.leeway.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class SparkMasterTest {
    @Test
    void oneOfSeveralMastersIsEnough() throws IOException {
        int silent;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent = gone.getLocalPort();
        }
        try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatCode(() ->
                            SparkMaster.check("spark://127.0.0.1:" + silent + ",127.0.0.1:" + master.getLocalPort()))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> SparkMaster.check("spark://127.0.0.1:" + silent))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("spark://127.0.0.1:" + silent + " cannot be reached")
                    .hasMessageContaining("Is it running");
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> SparkMaster.check("spark://head"))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("HOST:PORT");
    }

    @Test
    void otherClustersAreLeftToSpark() {
        assertThatCode(() -> SparkMaster.check("local[2]")).doesNotThrowAnyException();
    }
}
