package io.leeway.diffusion.bench;

import io.leeway.diffusion.guidance.PolicyGuidance;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.FixedGuidanceStep;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What sampling does beside the network, for 128 trajectories of HalfCheetah's shape. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(17, 6);
    private static final int COUNT = 128;
    private static final int HORIZON = 32;
    private static final int STEPS = 12;

    private final RandomSource random = RandomSource.of(1);
    private final float[] values = new float[COUNT * HORIZON * LAYOUT.width()];
    private final GaussianDenoiser denoiser = GaussianDenoiser.standard(LAYOUT, HORIZON, 0, 1);
    private final Normalizer normalizer = denoiser.normalizer();
    private final Sampler sampler = Samplers.sdeDpmSolver(STEPS, 1);
    private final GaussianPolicy policy = GaussianPolicy.random(17, 6, RandomSource.of(2));
    private final Guidance guidance = new PolicyGuidance(PolicyGuidanceConfig.of(Form.PROXIMAL, 1));

    /** Draws noise for every value. */
    @Benchmark
    public float[] noise() {
        random.fillGaussian(values, 0, values.length);
        return values;
    }

    /** Brings every value into the network's units. */
    @Benchmark
    public float[] normalize() {
        Arrays.fill(values, 0.5f);
        normalizer.normalize(values);
        return values;
    }

    /** Moves every action by a policy that is linear in the observation. */
    @Benchmark
    public float[] guide() {
        Arrays.fill(values, 0.5f);
        guidance.guide(new FixedGuidanceStep(0, STEPS, 0.5, COUNT, HORIZON, values, values, normalizer, policy, null));
        return values;
    }

    /** Takes all steps, with the exact denoiser of Gaussian data in the network's place. */
    @Benchmark
    public Sample sample() {
        return sampler.sample(SamplingRequest.of(denoiser, COUNT, RandomSource.of(3)));
    }
}
