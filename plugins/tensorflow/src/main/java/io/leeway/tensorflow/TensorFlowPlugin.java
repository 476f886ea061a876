package io.leeway.tensorflow;

import io.leeway.spi.Accelerator;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Component;
import io.leeway.spi.Diagnostic;
import io.leeway.spi.Plugin;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.tensorflow.agent.algorithm.Awac;
import io.leeway.tensorflow.agent.algorithm.AwacConfig;
import io.leeway.tensorflow.agent.algorithm.Bc;
import io.leeway.tensorflow.agent.algorithm.BcConfig;
import io.leeway.tensorflow.agent.algorithm.Edac;
import io.leeway.tensorflow.agent.algorithm.EdacConfig;
import io.leeway.tensorflow.agent.algorithm.Iql;
import io.leeway.tensorflow.agent.algorithm.IqlConfig;
import io.leeway.tensorflow.agent.algorithm.Rebrac;
import io.leeway.tensorflow.agent.algorithm.RebracConfig;
import io.leeway.tensorflow.agent.algorithm.SacN;
import io.leeway.tensorflow.agent.algorithm.SacNConfig;
import io.leeway.tensorflow.agent.algorithm.Td3Bc;
import io.leeway.tensorflow.agent.algorithm.Td3BcConfig;
import io.leeway.tensorflow.agent.algorithm.conservative.Combo;
import io.leeway.tensorflow.agent.algorithm.conservative.ComboConfig;
import io.leeway.tensorflow.agent.algorithm.conservative.Cql;
import io.leeway.tensorflow.agent.algorithm.conservative.CqlConfig;
import io.leeway.tensorflow.agent.evaluation.FittedQ;
import io.leeway.tensorflow.agent.evaluation.FittedQConfig;
import io.leeway.tensorflow.bench.AgentBenchmark;
import io.leeway.tensorflow.bench.AgentBenchmarkConfig;
import io.leeway.tensorflow.bench.DeviceBenchmark;
import io.leeway.tensorflow.bench.DeviceBenchmarkConfig;
import io.leeway.tensorflow.bench.DiffusionBenchmark;
import io.leeway.tensorflow.bench.DiffusionBenchmarkConfig;
import io.leeway.tensorflow.diffusion.EdmMlp;
import io.leeway.tensorflow.diffusion.EdmTransformer;
import io.leeway.tensorflow.diffusion.EdmUnet;
import io.leeway.tensorflow.diffusion.network.EdmMlpConfig;
import io.leeway.tensorflow.diffusion.network.EdmTransformerConfig;
import io.leeway.tensorflow.diffusion.network.EdmUnetConfig;
import io.leeway.tensorflow.dynamics.Pets;
import io.leeway.tensorflow.dynamics.PetsConfig;
import java.util.List;

/** The plugin of what learns: denoisers and agents on TensorFlow Java. */
public final class TensorFlowPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(
                        Denoiser.class,
                        "edm-unet",
                        "Temporal U-Net trained as in EDM",
                        EdmUnetConfig.class,
                        EdmUnet.class),
                Component.of(
                        Denoiser.class,
                        "edm-mlp",
                        "Residual perceptron of single transitions (SynthER), trained as in EDM",
                        EdmMlpConfig.class,
                        EdmMlp.class),
                Component.of(
                        Denoiser.class,
                        "edm-transformer",
                        "Transformer over time steps (DiT), trained as in EDM",
                        EdmTransformerConfig.class,
                        EdmTransformer.class),
                Component.of(
                        Agent.class,
                        "td3-bc",
                        "TD3 that stays near the data's actions",
                        Td3BcConfig.class,
                        Td3Bc.class),
                Component.of(
                        Agent.class,
                        "iql",
                        "Implicit Q-learning: expectile values, and imitation weighted by advantage",
                        IqlConfig.class,
                        Iql.class),
                Component.of(
                        Agent.class,
                        "bc",
                        "Behaviour cloning: imitation of the data's actions",
                        BcConfig.class,
                        Bc.class),
                Component.of(
                        Agent.class,
                        "cql",
                        "Conservative Q-learning: values held down outside the data",
                        CqlConfig.class,
                        Cql.class),
                Component.of(
                        Agent.class,
                        "combo",
                        "COMBO: values held down in a model's rollouts, and up in the data",
                        ComboConfig.class,
                        Combo.class),
                Component.of(
                        Agent.class,
                        "sac-n",
                        "Soft actor-critic with the smallest of many critics",
                        SacNConfig.class,
                        SacN.class),
                Component.of(
                        Agent.class, "edac", "SAC-N with fewer critics, kept diverse", EdacConfig.class, Edac.class),
                Component.of(
                        Agent.class,
                        "awac",
                        "Imitation weighted by advantage over the actor's own actions",
                        AwacConfig.class,
                        Awac.class),
                Component.of(
                        Agent.class,
                        "rebrac",
                        "TD3+BC whose critics stay near the data's next actions too",
                        RebracConfig.class,
                        Rebrac.class),
                Component.of(
                        ReturnEstimator.class,
                        "fitted-q",
                        "Fitted Q evaluation, with a bootstrap over episodes",
                        FittedQConfig.class,
                        FittedQ.class),
                Component.of(
                        Dynamics.class,
                        "pets",
                        "Ensemble of probabilistic networks (PETS)",
                        PetsConfig.class,
                        Pets.class),
                Component.of(
                        Benchmark.class,
                        "agents",
                        "Updates of agents a second, beside d3rlpy",
                        AgentBenchmarkConfig.class,
                        AgentBenchmark.class),
                Component.of(
                        Benchmark.class,
                        "devices",
                        "What a GPU computes against what the CPU computes",
                        DeviceBenchmarkConfig.class,
                        DeviceBenchmark.class),
                Component.of(
                        Benchmark.class,
                        "diffusion",
                        "A U-Net denoiser evaluated, trained and sampled from, beside the published JAX code",
                        DiffusionBenchmarkConfig.class,
                        DiffusionBenchmark.class),
                Component.of(
                        Diagnostic.class,
                        "tensorflow",
                        "TensorFlow's natives, the processor, the GPU and XLA",
                        TensorFlowDiagnostic.Config.class,
                        TensorFlowDiagnostic.class),
                Component.of(
                        Accelerator.class,
                        "tensorflow",
                        "The GPU that TensorFlow computes on",
                        TensorFlowAccelerator.Config.class,
                        TensorFlowAccelerator.class));
    }
}
