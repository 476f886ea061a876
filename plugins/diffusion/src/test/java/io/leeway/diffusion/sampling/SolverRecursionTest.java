package io.leeway.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.ColumnMoments;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every solver against its own exact recursion, and the recursions against the truth. */
final class SolverRecursionTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(2, 1);
    private static final int HORIZON = 3;
    private static final int SIZE = HORIZON * LAYOUT.width();

    private record Solved(IntFunction<Sampler> sampler, Function<Recursion, Affine> recursion) {}

    static Stream<Arguments> solvers() {
        return Stream.of(
                solver("euler", Samplers::euler, recursion -> recursion.euler(recursion.noise())),
                solver("heun", steps -> Samplers.heun(steps, 0), recursion -> recursion.heun(recursion.noise(), 0)),
                solver(
                        "heun, churn 30",
                        steps -> Samplers.heun(steps, 30),
                        recursion -> recursion.heun(recursion.noise(), 30)),
                solver("heun, published", steps -> Samplers.published(steps, 30), recursion -> recursion.published(30)),
                solver("2M", Samplers::dpmSolver, recursion -> recursion.dpmSolver(recursion.noise())),
                solver(
                        "SDE 2M",
                        steps -> Samplers.sdeDpmSolver(steps, 1),
                        recursion -> recursion.sdeDpmSolver(recursion.noise(), 1)),
                solver(
                        "SDE 2M, eta 0.5",
                        steps -> Samplers.sdeDpmSolver(steps, 0.5),
                        recursion -> recursion.sdeDpmSolver(recursion.noise(), 0.5)));
    }

    private static Arguments solver(String name, IntFunction<Sampler> sampler, Function<Recursion, Affine> recursion) {
        return Arguments.of(name, new Solved(sampler, recursion));
    }

    /** A trajectory's draws are its own stream's, one set of a value each at every draw. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("solvers")
    void takesEveryValueWhereItsRecursionSays(String name, Solved solved) {
        for (int steps : new int[] {4, 9, 33}) {
            Affine expected = solved.recursion.apply(Recursion.of(1, 0.5, steps));
            Trajectories actual = sample(solved.sampler.apply(steps), 1, 0.5, 4);
            for (int trajectory = 0; trajectory < 4; trajectory++) {
                double[][] draws = draws(trajectory, expected.weights().length);
                for (int i = 0; i < SIZE; i++) {
                    double truth = expected.at(draws[i]);
                    if (i % LAYOUT.width() < 2) {
                        assertThat((double) actual.values()[trajectory * SIZE + i])
                                .as("%s, %d steps, value %d", name, steps, i)
                                .isCloseTo(truth, within(2e-5 * (1 + Math.abs(truth))));
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("solvers")
    void hasTheMeanAndVarianceOfItsRecursion(String name, Solved solved) {
        int count = 4000;
        Affine expected = solved.recursion.apply(Recursion.of(1, 1, 10));
        Trajectories actual = sample(solved.sampler.apply(10), 1, 1, count);
        int values = count * HORIZON;
        for (int column = 0; column < 2; column++) {
            ColumnMoments measured = ColumnMoments.of(actual.values(), column, LAYOUT.width(), values);
            double error = Math.sqrt(expected.variance() / values);
            assertThat(measured.mean()).as(name).isCloseTo(expected.mean(), within(4 * error));
            double ratio = measured.deviation() * measured.deviation() / expected.variance();
            assertThat(ratio).as(name).isCloseTo(1, within(4 * Math.sqrt(2.0 / values)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("solvers")
    void comesCloserToTheDataWithMoreSteps(String name, Solved solved) {
        double order = name.equals("euler") ? 1 : 1.6;
        double coarse = error(solved.recursion.apply(Recursion.of(0, 0.5, 80)));
        double fine = error(solved.recursion.apply(Recursion.of(0, 0.5, 160)));
        if (name.startsWith("heun, ")) {
            assertThat(fine).as(name).isLessThan(coarse);
        } else {
            assertThat(Math.log(coarse / fine) / Math.log(2))
                    .as("order of %s", name)
                    .isBetween(order - 0.3, 2.6);
        }
    }

    @Test
    void hasTheKnownErrorsOfFewSteps() {
        Recursion eight = Recursion.of(1, 1, 8);
        Recursion twenty = Recursion.of(1, 1, 20);
        assertThat(eight.heun(eight.noise(), 0).variance()).isCloseTo(1.69, within(0.01));
        assertThat(twenty.dpmSolver(twenty.noise()).variance()).isCloseTo(1.08, within(0.01));
        assertThat(Recursion.of(1, 1, 2000).heun(eight.noise(), 0).mean()).isCloseTo(0.9875, within(0.0005));
    }

    private static double error(Affine reached) {
        return Math.abs(Math.sqrt(reached.variance()) - 0.5);
    }

    private static Trajectories sample(Sampler sampler, double mean, double deviation, int count) {
        GaussianDenoiser denoiser = GaussianDenoiser.standard(LAYOUT, HORIZON, mean, deviation);
        return sampler.sample(SamplingRequest.of(denoiser, count, RandomSource.of(1)))
                .trajectories();
    }

    private static double[][] draws(int trajectory, int count) {
        RandomSource stream = RandomSource.of(1).split(trajectory);
        double[][] draws = new double[SIZE][count];
        float[] noise = new float[SIZE];
        for (int draw = 0; draw < count; draw++) {
            stream.fillGaussian(noise, 0, SIZE);
            for (int i = 0; i < SIZE; i++) {
                draws[i][draw] = noise[i];
            }
        }
        return draws;
    }
}
