package io.leeway.cli.process;

import io.leeway.environment.evaluation.Quota;
import io.leeway.spi.environment.Environments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A measurement of evaluations on one and on two servers of HalfCheetah, in turns; see envs/gymnasium/BENCHMARKS.md.
 */
final class EvaluationSpeed {
    private static final String ID = "HalfCheetah-v5";
    private static final Quota QUOTA = new Quota(100, 16, 3);
    private static final int ROUNDS = 3;

    private EvaluationSpeed() {}

    /** Prints the seconds of each evaluation, and their ratio. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("servers");
        try (Server a = Server.ofGymnasium(folder, Python.required(), "127.0.0.1:0", "--id", ID);
                Server b = Server.ofGymnasium(folder, Python.required(), "127.0.0.1:0", "--id", ID);
                Environments one = Evaluation.remote(a.address(), ID);
                Environments two = Evaluation.remote(List.of(a.address(), b.address()), ID)) {
            Evaluation.play(one, new Quota(16, 16, 3));
            System.out.println("1 server  2 servers  ratio");
            for (int i = 0; i < ROUNDS; i++) {
                long began = System.nanoTime();
                double[] expected = Evaluation.play(one, QUOTA);
                long between = System.nanoTime();
                double[] returns = Evaluation.play(two, QUOTA);
                double alone = (between - began) * 1e-9;
                double together = (System.nanoTime() - between) * 1e-9;
                System.out.printf(
                        Locale.ROOT,
                        "%6.1f s  %7.1f s  %5.2f  %s%n",
                        alone,
                        together,
                        alone / together,
                        Arrays.equals(expected, returns) ? "same returns" : "OTHER RETURNS");
            }
        }
    }
}
