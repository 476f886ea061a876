package io.leeway.spark;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The look at whether the master of a standalone cluster answers: Spark itself takes a minute to say that it does not.
 */
final class SparkMaster {
    private static final String STANDALONE = "spark://";
    private static final int LIMIT_MILLIS = 5_000;

    private SparkMaster() {}

    /**
     * Looks at the masters of a standalone cluster, one of which must answer; other clusters are left to Spark.
     *
     * @throws LeewayException if none does
     */
    static void check(String master) {
        if (!master.startsWith(STANDALONE)) {
            return;
        }
        List<String> problems = new ArrayList<>();
        for (String address : master.substring(STANDALONE.length()).split(",")) {
            try {
                connect(address);
                return;
            } catch (IOException | IllegalArgumentException silent) {
                problems.add(address + ": " + silent);
            }
        }
        throw new LeewayException("Spark's master " + master + " cannot be reached (" + String.join("; ", problems)
                + "). Is it running, and is that the address that its log says after 'Starting Spark master at'?");
    }

    private static void connect(String address) throws IOException {
        URI uri = URI.create(STANDALONE + address);
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException("it must be HOST:PORT");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), LIMIT_MILLIS);
        }
    }
}
