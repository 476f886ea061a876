package io.leeway.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** A server of few file descriptors: it refuses by name while they are short, and goes on when they are back. */
final class ScarcityTest {
    private static final int DESCRIPTORS = 200;

    /** Serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (RunningServer server =
                new GrpcEnvironmentServer(new ServerSettings().build()).start(new PlaygroundEnvironments())) {
            System.out.println(server.address());
            System.out.flush();
            while (System.in.read() >= 0) {
                // It is the end that is waited for.
            }
        }
    }

    @Test
    void aServerWithoutDescriptorsRefusesAndRecovers() throws IOException, InterruptedException {
        assumeThat(Path.of("/proc/self/fd")).isDirectory();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + DESCRIPTORS + "; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx128m",
                        ScarcityTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Deque<Socket> idle = new ArrayDeque<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String address = out.readLine();
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            try (WireClient client = WireClient.to(address)) {
                make(client);
                while (open(process) < DESCRIPTORS - 24) {
                    idle.add(new Socket(InetAddress.getLoopbackAddress(), port));
                    Thread.sleep(2);
                }
                assertThatThrownBy(() -> make(client))
                        .isInstanceOfSatisfying(StatusRuntimeException.class, refused -> assertThat(
                                        refused.getStatus().getCode())
                                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
                        .hasMessageContaining("of " + DESCRIPTORS + " file descriptors")
                        .hasMessageContaining("ulimit -n");
                for (Socket each : idle) {
                    each.close();
                }
                while (open(process) > DESCRIPTORS - 40) {
                    Thread.sleep(20);
                }
                make(client);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void make(WireClient client) {
        assertThat(client.make(1).getSessionId()).isNotEmpty();
    }

    private static long open(Process process) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return descriptors.count();
        }
    }
}
