package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.GradientScale;
import io.leeway.diffusion.guidance.PolicyGuidance;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.sampling.HeunConfig;
import io.leeway.diffusion.sampling.HeunSampler;
import io.leeway.diffusion.sampling.LoopConfig;
import io.leeway.diffusion.sampling.NoiseSchedule;
import io.leeway.diffusion.sampling.SdeDpmSolverConfig;
import io.leeway.diffusion.sampling.SdeDpmSolverSampler;
import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.FusedSampling;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.SolverStage;
import io.leeway.spi.support.WindowCutter;
import io.leeway.tensorflow.agent.algorithm.Iql;
import io.leeway.tensorflow.agent.algorithm.IqlConfig;
import io.leeway.tensorflow.agent.algorithm.SacN;
import io.leeway.tensorflow.agent.algorithm.SacNConfig;
import io.leeway.tensorflow.agent.algorithm.Td3Bc;
import io.leeway.tensorflow.agent.algorithm.Td3BcConfig;
import io.leeway.tensorflow.agent.update.AgentConfig;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Program;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The loop in one run against the same loop stage by stage, which the samplers' own tests hold to their papers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FusedLoopTest {
    private static final Task TASK = new Task(3, 2);
    private static final NoiseSchedule LEVELS = new NoiseSchedule(NoiseSchedule.Shape.KARRAS, 0.05, 10, null);
    private static final int COUNT = 70;

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .walk(RandomSource.of(2), 60, false)
            .build();
    private final EdmDenoiser denoiser = new EdmUnet(Configs.small(), RandomSource.of(1), Device.CPU);
    private final EdmDenoiser compiled =
            new EdmUnet(Configs.unet(Configs.compiled(Configs.training())), RandomSource.of(1), Device.CPU);
    private final List<Agent> agents = new ArrayList<>();

    @BeforeAll
    void train() {
        for (EdmDenoiser each : List.of(denoiser, compiled)) {
            Windows windows = WindowCutter.cut(dataset, each.layout(3, 2), each.horizon(), 1, 0)
                    .training();
            each.begin(Normalizer.fit(windows));
            each.update(windows, 40);
        }
        AgentConfig config = new AgentConfig(0.99, 0.005, 3e-3, 1e-5, 16, List.of(16, 8), true, 1, 0);
        agents.add(new Td3Bc(new Td3BcConfig(0.5, 0.2, 0.5, 2, config), TASK, dataset, RandomSource.of(3), Device.CPU));
        agents.add(new Iql(new IqlConfig(0.7, 3, 1e6, config), TASK, dataset, RandomSource.of(4), Device.CPU));
        agents.forEach(agent -> agent.update(new FixedExperience(dataset.transitions()), 30));
    }

    @AfterAll
    void close() {
        denoiser.close();
        compiled.close();
        agents.forEach(Agent::close);
    }

    private static Sampler heun(@Nullable Boolean fused) {
        return new HeunSampler(new HeunConfig(6, LEVELS, 0, 0.05, 50, 1, null, new LoopConfig(128, fused)));
    }

    private static Sampler multistep(double eta, int batch, @Nullable Boolean fused) {
        return new SdeDpmSolverSampler(new SdeDpmSolverConfig(8, LEVELS, eta, 1.0, new LoopConfig(batch, fused)));
    }

    private static PolicyGuidance guidance(Form form, GradientScale scale, double coefficient) {
        Compatibility compatibility = form == Form.PUBLISHED ? Compatibility.PUBLISHED : Compatibility.NONE;
        return new PolicyGuidance(
                new PolicyGuidanceConfig(coefficient, form, null, scale, null, null, 1, compatibility, null));
    }

    private SamplingRequest request(EdmDenoiser from, long seed) {
        return SamplingRequest.of(from, COUNT, RandomSource.of(seed));
    }

    private static float[] values(Sampler sampler, SamplingRequest request) {
        return sampler.sample(request).trajectories().values();
    }

    private static void assertClose(float[] actual, float[] expected, String what) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s, value %d", what, i).isCloseTo(expected[i], within(1e-3f));
        }
    }

    @Test
    void isTheSameAsStageByStageUnguided() {
        for (EdmDenoiser each : List.of(denoiser, compiled)) {
            SamplingRequest request = request(each, 5);
            assertClose(values(heun(true), request), values(heun(false), request), "heun");
            assertClose(
                    values(multistep(0, 128, true), request), values(multistep(0, 128, false), request), "multistep");
        }
    }

    @Test
    void isTheSameAsStageByStageGuidedInEveryForm() {
        List<Guidance> schemes = List.of(
                guidance(Form.PROXIMAL, GradientScale.RAW, 3),
                new PolicyGuidance(new PolicyGuidanceConfig(
                        30, Form.PROXIMAL, null, GradientScale.RAW, null, null, 0, Compatibility.NONE, 0.5)),
                guidance(Form.POSTERIOR, GradientScale.RAW, 3),
                guidance(Form.POSTERIOR, GradientScale.UNIT, 3),
                guidance(Form.PUBLISHED, GradientScale.RAW, 0.2),
                guidance(Form.PUBLISHED, GradientScale.UNIT, 0.2));
        for (Guidance scheme : schemes) {
            assertFollows(agents.get(0), scheme, heun(true), heun(false));
            assertFollows(agents.get(1), scheme, multistep(0, 128, true), multistep(0, 128, false));
        }
    }

    private void assertFollows(Agent agent, Guidance scheme, Sampler fused, Sampler plain) {
        SamplingRequest request = request(denoiser, 6).withGuidance(scheme, agent.policy(), null);
        float[] expected = values(plain, request);
        assertThat(expected).isNotEqualTo(values(plain, request(denoiser, 6)));
        assertClose(values(fused, request), expected, agent + " " + scheme);
    }

    @Test
    void isTheSameCompiledAndGuided() {
        SamplingRequest request = request(compiled, 6)
                .withGuidance(
                        guidance(Form.PROXIMAL, GradientScale.RAW, 3),
                        agents.get(0).policy(),
                        null);
        assertClose(values(heun(true), request), values(heun(false), request), "compiled");
    }

    /** The policy's weights are fed, not built in. */
    @Test
    void followsThePolicyAsItLearns() {
        Agent agent = agents.get(1);
        SamplingRequest request =
                request(denoiser, 7).withGuidance(guidance(Form.PROXIMAL, GradientScale.RAW, 30), agent.policy(), null);
        float[] before = values(heun(true), request);
        agent.update(new FixedExperience(dataset.transitions()), 60);
        float[] after = values(heun(true), request);
        assertThat(after).isNotEqualTo(before);
        assertClose(after, values(heun(false), request), "after more updates");
    }

    /** With the noise that it draws, read from the graph, it goes where the stages say. */
    @Test
    void movesByTheNoiseThatItDraws() {
        List<SolverStage> stages = List.of(
                new SolverStage(0, 3, 0.5, 0, 0.6, 0, 0, 0),
                new SolverStage(1, 1, 0, 0.4, 0.3, 0.1, 0, 0.2),
                new SolverStage(2, 0.2, 0.1, 0, 0.1, 0, 0, 0));
        int size = denoiser.horizon() * denoiser.normalizer().layout().width();
        float[] x = new float[COUNT * size];
        RandomSource.of(8).fillGaussian(x, 0, x.length);
        float[] actual = x.clone();
        SamplingRequest request = request(denoiser, 9);
        denoiser.fusedSampling().orElseThrow().run(stages, request, 64, 3, actual);
        RandomSource stream = RandomSource.of(9).split("fused").split(64);
        float[] seed = {stream.nextInt(1 << 24), stream.nextInt(1 << 24)};
        float[] estimate = new float[x.length];
        float[] before = new float[x.length];
        float[] left = new float[x.length];
        for (int stage = 0; stage < 3; stage++) {
            SolverStage at = stages.get(stage);
            float[] noise = noise(seed, stage, size);
            for (int i = 0; i < 3 * size; i++) {
                x[i] += (float) (at.churn() * noise[i]);
            }
            float sigma = (float) at.sigma();
            denoiser.denoise(x, new float[] {sigma, sigma, sigma}, null, 3, estimate);
            for (int i = 0; i < 3 * size; i++) {
                double target = estimate[i] + at.extrapolation() * (estimate[i] - before[i]);
                float remaining = x[i] - estimate[i];
                x[i] = (float) (target + at.kept() * (x[i] - target) + at.carried() * left[i] + at.fresh() * noise[i]);
                before[i] = estimate[i];
                left[i] = remaining;
            }
        }
        assertClose(actual, x, "with noise");
    }

    private float[] noise(float[] seed, int stage, int size) {
        try (Program program = new Program(Backend.open(Device.CPU))) {
            var ops = program.ops();
            float[] values = new float[64 * size];
            program.fetch(
                    LoopGraph.noise(
                            ops,
                            ops.constant(seed),
                            ops.constant(stage),
                            64,
                            denoiser.horizon(),
                            denoiser.normalizer().layout().width()),
                    values);
            return values;
        }
    }

    @Test
    void drawsTheSameEachTimeAndOtherNoiseForEveryPieceSeedAndStage() {
        float[] first = values(multistep(1, 128, true), request(denoiser, 1));
        assertThat(values(multistep(1, 128, true), request(denoiser, 1))).isEqualTo(first);
        assertThat(values(multistep(1, 64, true), request(denoiser, 1))).isEqualTo(first);
        assertThat(values(multistep(1, 128, true), request(denoiser, 2))).isNotEqualTo(first);
        float[] noise = noise(new float[] {5, 6}, 0, 40);
        assertThat(noise(new float[] {5, 6}, 1, 40)).isNotEqualTo(noise);
        assertThat(noise(new float[] {7, 6}, 0, 40)).isNotEqualTo(noise);
    }

    @Test
    void leavesToThePlainLoopWhatItDoesNotDo() {
        FusedSampling fused = denoiser.fusedSampling().orElseThrow();
        assertThat(fused.preferred()).isFalse();
        List<SolverStage> stages = List.of(SolverStage.keeping(0, 1, 0));
        SamplingRequest plain = request(denoiser, 1);
        assertThat(fused.supports(stages, plain)).isTrue();
        assertThat(fused.supports(List.of(new SolverStage(0, 1, 0.1, 0, 0, 0, -0.1, 0)), plain))
                .isFalse();
        Trajectories known = Trajectories.zeros(denoiser.normalizer().layout(), denoiser.horizon(), COUNT);
        boolean[] mask =
                new boolean[denoiser.horizon() * denoiser.normalizer().layout().width()];
        assertThat(fused.supports(stages, plain.withKnown(new SamplingRequest.Known(known, mask))))
                .isFalse();
        PolicyGuidance scheme = guidance(Form.PROXIMAL, GradientScale.RAW, 1);
        assertThat(fused.supports(stages, plain.withGuidance(scheme, null, null)))
                .isFalse();
        AgentConfig config = new AgentConfig(0.99, 0.005, 3e-3, 1e-5, 16, List.of(8), true, 1, 0);
        try (Agent squashed = new SacN(new SacNConfig(2, config), TASK, dataset, RandomSource.of(5), Device.CPU)) {
            SamplingRequest asked = plain.withGuidance(scheme, squashed.policy(), null);
            assertThat(fused.supports(stages, asked)).isFalse();
            assertThat(values(heun(true), asked)).isEqualTo(values(heun(false), asked));
        }
    }
}
