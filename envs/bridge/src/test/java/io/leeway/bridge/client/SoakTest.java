package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.testkit.environment.LineEnvironments;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Thousands of sessions of one server, one after another: what each held is let go. */
final class SoakTest {
    private static final int BEFORE = 500;
    private static final int SESSIONS = 2_000;
    private static final int COUNT = 4;
    /** What the virtual machine itself may open or keep meanwhile. */
    private static final int FEW = 12;

    private static final long FEW_BYTES = 8 << 20;

    @Test
    void descriptorsThreadsAndMemoryStayFlat() {
        assumeThat(ManagementFactory.getOperatingSystemMXBean()).isInstanceOf(UnixOperatingSystemMXBean.class);
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0")) {
            play(client, BEFORE);
            Held before = Held.now();
            play(client, SESSIONS);
            Held after = Held.now();
            assertThat(after.descriptors).as("descriptors").isLessThanOrEqualTo(before.descriptors + FEW);
            assertThat(after.threads).as("threads").isLessThanOrEqualTo(before.threads + FEW);
            assertThat(after.bytes).as("bytes of memory").isLessThanOrEqualTo(before.bytes + FEW_BYTES);
        } finally {
            server.close();
        }
    }

    private static void play(GrpcEnvironments client, int sessions) {
        for (int i = 0; i < sessions; i++) {
            try (VectorEnvironment environment = client.make(COUNT, AutoresetMode.DISABLED, true)) {
                environment.reset(null, null, Map.of());
                environment.step(new Value.Reals(new double[COUNT]));
            }
        }
    }

    /** What this process holds, client and server. */
    private record Held(long descriptors, int threads, long bytes) {
        static Held now() {
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            for (int i = 0; i < 3; i++) {
                System.gc();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            return new Held(
                    system.getOpenFileDescriptorCount(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
    }
}
