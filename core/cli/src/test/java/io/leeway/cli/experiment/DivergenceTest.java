package io.leeway.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A denoiser of single transitions whose learning rate is far too large, and then is not. */
final class DivergenceTest {
    private static final String EXPERIMENT = """
            name: divergence
            environment: {type: maze2d, layout: umaze}
            dataset: {type: collect, behaviour: waypoint, steps: 600}
            windows: {stride: 1}
            denoiser: {type: edm-mlp, width: 32, depth: 2, batch: 64, updates: 200, learning-rate: RATE}
            sampler: {type: dpm-solver-pp, steps: 4}
            agent: {type: td3-bc, updates: 40, hidden: [16], batch: 32}
            evaluation: {episodes: 2, every: 20}
            experience:
              guided: {type: diffusion, trajectories: 64, refresh: 20, guidance: {type: policy, coefficient: 1.0}}
            """;

    @TempDir
    Path folder;

    private Call run(String rate) throws IOException {
        Path file = folder.resolve("experiment.yaml");
        Files.writeString(file, EXPERIMENT.replace("RATE", rate));
        return Call.of("run", file.toString(), "--runs", folder.resolve("runs").toString(), "--device", "cpu");
    }

    @Test
    void saysAtWhichUpdateItStoppedAndWorksWithALowerRate() throws IOException {
        for (int attempt = 0; attempt < 2; attempt++) {
            Call diverged = run("3.0E14");
            assertThat(diverged.code()).isEqualTo(1);
            assertThat(diverged.messages())
                    .containsPattern(
                            "The denoiser, seed 0 failed: (The loss|A weight) of the denoiser was no longer finite"
                                    + " at update [1-9] of 200\\. Lower its learning-rate \\(now 3\\.0E14\\),"
                                    + " for example to 7\\.5E13,");
        }
        Call lower = run("0.001");
        assertThat(lower.code()).as(lower.messages()).isZero();
    }
}
