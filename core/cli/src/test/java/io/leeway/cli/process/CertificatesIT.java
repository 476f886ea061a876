package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.bridge.faults.Certificates;
import io.leeway.bridge.faults.FaultyProxy;
import io.leeway.bridge.faults.FaultyProxy.Fault;
import io.leeway.environment.evaluation.Quota;
import io.leeway.spi.environment.Environments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections with noise on them; certificates that have expired: commands say so, and what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CertificatesIT {
    private static final int SECONDS_OF_VALIDITY = 30;

    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private Certificates certificates;

    @BeforeAll
    void make(@TempDir Path temporary) throws IOException {
        folder = temporary;
        certificates = new Certificates(folder);
        certificates.make("valid", 1, 10);
        certificates.make("expired", 10, 5);
    }

    private String[] shown(String name) {
        return new String[] {
            "--tls-certificate",
            certificates.certificate(name).toString(),
            "--tls-key",
            certificates.key(name).toString()
        };
    }

    private Command ping(Server server, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of("env", "ping", server.address(), "--count", "3", "--tls"));
        line.addAll(
                List.of("--tls-authority", certificates.certificate("authority").toString()));
        line.addAll(List.of(more));
        return Command.start(folder, line);
    }

    private static void assertFails(Command command, String... texts) throws IOException, InterruptedException {
        assertThat(command.exitCode()).as(command.errors()).isEqualTo(1);
        assertThat(command.errors()).contains(texts).doesNotContain("\tat ").doesNotContain("bug");
    }

    @Test
    void aServersThatHasExpiredIsNotTrusted() throws IOException, InterruptedException {
        Path python = Python.required();
        // A server refuses to start with one that has expired, so this one expires while it serves.
        Instant end = Instant.now().plusSeconds(SECONDS_OF_VALIDITY);
        certificates.make("expiring", end);
        try (Server valid = Server.ofGymnasium(folder, python, "127.0.0.1:0", shown("valid"));
                Server expired = Server.ofGymnasium(folder, python, "127.0.0.1:0", shown("expiring"))) {
            while (!Instant.now().isAfter(end.plusSeconds(1))) {
                Thread.sleep(100);
            }
            Command good = ping(valid);
            Command bad = ping(expired);
            Command run = Command.start(
                    folder,
                    List.of(
                            "run",
                            "../../examples/quickstart/experiment.yaml",
                            "--runs",
                            folder.toString(),
                            "--set",
                            "environment={type: grpc, target: \"" + expired.address() + "\", tls: true, tls-authority: "
                                    + certificates.certificate("authority") + ", id: CartPole-v1}"));
            assertThat(good.exitCode()).as(good.errors()).isZero();
            for (Command each : List.of(bad, run)) {
                assertFails(each, expired.address(), "do not trust each other", "NotAfter", "must be valid today");
            }
        }
    }

    @Test
    void noiseOnEncryptedConnectionsChangesNoReturn() throws Exception {
        Quota quota = new Quota(6, 4, 20);
        String[] keys = {"tls=true", "tls-authority=" + certificates.certificate("authority")};
        List<String> dense = new ArrayList<>(List.of(shown("valid")));
        dense.addAll(List.of("--set", "reward=dense"));
        try (Server server = Server.ofMazes(folder, "127.0.0.1:0", dense.toArray(String[]::new));
                FaultyProxy network = new FaultyProxy(server.address());
                Environments direct = Evaluation.remote(server.address(), "maze2d-umaze-dense-v1", keys);
                Environments noisy = Evaluation.remote(network.address(), "maze2d-umaze-dense-v1", keys)) {
            CompletableFuture<double[]> played = CompletableFuture.supplyAsync(() -> Evaluation.play(noisy, quota));
            while (network.passedToClient() < 10_000 && !played.isDone()) {
                Thread.sleep(2);
            }
            network.spoilUntil(played, new Random(9), Fault.NOISE);
            assertThat(played.get()).isEqualTo(Evaluation.play(direct, quota));
            assertThat(network.faults()).as("connections with noise").isGreaterThan(8);
        }
    }

    @Test
    void aServerDoesNotStartWithOneThatHasExpired() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("env", "serve", "maze2d"));
        line.addAll(List.of(shown("expired")));
        assertFails(
                Command.start(folder, line),
                "tls-certificate " + certificates.certificate("expired"),
                "CN=expired expired on 20",
                "renew it");
    }

    @Test
    void aClientsThatHasExpiredIsNotTrusted() throws IOException, InterruptedException {
        List<String> mutual = new ArrayList<>(List.of(shown("valid")));
        mutual.addAll(List.of(
                "--tls-client-authority", certificates.certificate("authority").toString()));
        try (Server server = Server.ofMazes(folder, "127.0.0.1:0", mutual.toArray(String[]::new))) {
            Command good = ping(server, shown("valid"));
            Command bad = ping(server, shown("expired"));
            Command none = ping(server);
            assertThat(good.exitCode()).as(good.errors()).isZero();
            assertFails(bad, server.address(), "tls-certificate", "valid today");
            assertFails(none, server.address(), "tls-certificate");
            assertThat(server.isAlive()).isTrue();
        }
    }
}
