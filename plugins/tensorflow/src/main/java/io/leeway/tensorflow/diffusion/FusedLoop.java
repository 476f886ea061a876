package io.leeway.tensorflow.diffusion;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.diffusion.FusedSampling;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.PolicyMove;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.SolverStage;
import io.leeway.tensorflow.agent.GraphPolicy;
import io.leeway.tensorflow.graph.Feeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sampler's whole loop in one run of TensorFlow: the network, the solver's arithmetic, the noise, and guidance by a
 * Gaussian policy. Only the trajectories go there and back.
 *
 * <p>Known values, conditions and other guidance schemes are left to the plain loop. A graph is built once for each
 * number of stages, and each form of guidance and structure of policy; coefficients, noise levels and the policy's
 * weights are fed.
 */
final class FusedLoop implements FusedSampling {
    private static final int SEED_BITS = 24;

    private final EdmProgram program;
    private final Normalizer normalizer;
    private final Map<LoopGraph.Shape, LoopGraph> graphs = new HashMap<>();

    FusedLoop(EdmProgram program, Normalizer normalizer) {
        this.program = program;
        this.normalizer = normalizer;
    }

    @Override
    public boolean preferred() {
        return program.program().backend().gpu();
    }

    @Override
    public boolean supports(List<SolverStage> stages, SamplingRequest request) {
        boolean plain = request.known() == null && request.condition() == null;
        boolean recalls = stages.stream().anyMatch(stage -> stage.recalled() != 0);
        return plain && !recalls && (unguided(request) || guides(stages, request));
    }

    private static boolean unguided(SamplingRequest request) {
        return request.guidance() == null || request.guidance().target() == Guidance.Target.NOTHING;
    }

    /** A policy of other sizes is refused by the scheme itself, which says so. */
    private boolean guides(List<SolverStage> stages, SamplingRequest request) {
        return move(stages, request).isPresent()
                && GraphPolicy.of(request.policy()).isPresent()
                && request.policy() != null
                && request.policy().observationSize() == normalizer.layout().observationSize()
                && request.policy().actionSize() == normalizer.layout().actionSize();
    }

    private static Optional<PolicyMove> move(List<SolverStage> stages, SamplingRequest request) {
        int steps = stages.get(stages.size() - 1).step() + 1;
        Guidance guidance = request.guidance();
        return guidance == null || unguided(request) ? Optional.empty() : guidance.policyMove(steps);
    }

    @Override
    public void run(List<SolverStage> stages, SamplingRequest request, int first, int count, float[] noised) {
        PolicyMove move = move(stages, request).orElse(null);
        GraphPolicy policy =
                move == null ? null : GraphPolicy.of(request.policy()).orElseThrow();
        LoopGraph graph = graph(stages, move, policy);
        float[] table = StageTable.of(stages, move);
        List<float[]> weights = policy == null ? List.of() : policy.values();
        RandomSource random = request.random().split("fused");
        program.inPieces(count, (from, to) -> {
            RandomSource stream = random.split(first + from);
            float[] seed = {stream.nextInt(1 << SEED_BITS), stream.nextInt(1 << SEED_BITS)};
            run(graph, table, weights, seed, noised, from, to);
        });
    }

    private void run(
            LoopGraph graph, float[] table, List<float[]> weights, float[] seed, float[] noised, int from, int to) {
        int size = program.horizon() * program.columns();
        try (Feeds feeds = new Feeds(program.program())) {
            feeds.add(graph.noised(), program.piece(noised, from, to))
                    .add(graph.seed(), seed)
                    .add(graph.table(), table);
            for (int i = 0; i < weights.size(); i++) {
                feeds.add(graph.policyValues().get(i), weights.get(i));
            }
            feeds.fetch(graph.result()).run(noised, from * size, (to - from) * size);
        }
    }

    private LoopGraph graph(List<SolverStage> stages, @Nullable PolicyMove move, @Nullable GraphPolicy policy) {
        boolean stochastic = stages.stream().anyMatch(SolverStage::stochastic);
        LoopGraph.Shape shape = LoopGraph.Shape.of(stages.size(), stochastic, move, policy);
        synchronized (graphs) {
            return graphs.computeIfAbsent(shape, asked -> LoopGraph.build(program, normalizer, asked, move, policy));
        }
    }
}
