package io.leeway.tensorflow.diffusion;

import io.leeway.spi.data.Normalizer;
import io.leeway.spi.diffusion.PolicyMove;
import io.leeway.tensorflow.agent.GraphPolicy;
import io.leeway.tensorflow.graph.CompiledFunction;
import io.leeway.tensorflow.graph.Loop;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.layer.Expressions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The graph of a sampler's whole loop.
 *
 * @param noised rows × horizon × columns to begin with
 * @param seed two whole numbers, which single precision holds exactly
 * @param table stages × {@link StageTable#COLUMNS}
 * @param policyValues what the policy consists of; none without guidance
 * @param result rows × horizon × columns at the end
 */
record LoopGraph(
        Placeholder<TFloat32> noised,
        Placeholder<TFloat32> seed,
        Placeholder<TFloat32> table,
        List<Placeholder<TFloat32>> policyValues,
        Operand<TFloat32> result) {

    /**
     * The properties of a loop that its graph depends on.
     *
     * @param guidance the scheme but for its coefficients, and the policy's structure; empty without guidance
     */
    record Shape(int stages, boolean stochastic, String guidance) {
        static Shape of(int stages, boolean stochastic, @Nullable PolicyMove move, @Nullable GraphPolicy policy) {
            String guidance =
                    move == null || policy == null ? "" : move.form() + " " + move.ascent() + " " + policy.structure();
            return new Shape(stages, stochastic, guidance);
        }
    }

    /** What is the same in every round of the loop, where it stands in the list of it. */
    private static final int TOLD = 0;

    private static final int SEED = 1;
    private static final int TABLE = 2;
    private static final int OTHERS = 3;

    static LoopGraph build(
            EdmProgram denoiser,
            Normalizer normalizer,
            Shape shape,
            @Nullable PolicyMove move,
            @Nullable GraphPolicy policy) {
        Program program = denoiser.program();
        Placeholder<TFloat32> noised = program.input(denoiser.rows(), denoiser.horizon(), denoiser.columns());
        Placeholder<TFloat32> seed = program.input(2);
        Placeholder<TFloat32> table = program.input(shape.stages(), StageTable.COLUMNS);
        List<Placeholder<TFloat32>> values = new ArrayList<>();
        if (policy != null) {
            policy.shapes()
                    .forEach(sizes -> values.add(
                            program.input(Arrays.stream(sizes).asLongStream().toArray())));
        }
        int conditioning = denoiser.config().condition().inputs() - 1;
        List<Operand<TFloat32>> arguments = new ArrayList<>();
        arguments.add(noised);
        arguments.add(program.ops().constant(new float[denoiser.rows()][conditioning]));
        arguments.add(seed);
        arguments.add(table);
        arguments.addAll(values);
        arguments.addAll(denoiser.averaged());
        String name = program.uniqueName("loop");
        Operand<TFloat32> result = CompiledFunction.call(
                program,
                name,
                arguments,
                (ops, given) -> {
                    Operand<TFloat32> begin = given.get(0);
                    Operand<TFloat32> none = ops.zerosLike(begin);
                    return new Loop(ops, name, shape.stages())
                            .run(
                                    List.of(begin, none, none),
                                    given.subList(1, given.size()),
                                    (building, stage, state, constants) -> new Stage(
                                                    building, denoiser, shape, values.size(), constants)
                                            .build(stage, state, normalizer, move, policy))
                            .get(0);
                },
                denoiser.config().compile());
        return new LoopGraph(noised, seed, table, values, result);
    }

    /** Builds the noise of a stage, standard normal. */
    static Operand<TFloat32> noise(Ops ops, Operand<TFloat32> seed, Operand<TInt32> stage, int... shape) {
        Operand<TInt32> whole = ops.dtypes.cast(seed, TInt32.class);
        Operand<TInt32> shifted = ops.math.add(whole, ops.stack(List.of(ops.constant(0), stage)));
        return ops.random.statelessRandomNormal(ops.constant(shape), shifted, TFloat32.class);
    }

    /** One round of the loop. */
    private record Stage(
            Ops ops, EdmProgram denoiser, Shape shape, int policyValues, List<Operand<TFloat32>> constants) {

        /** Builds where a stage leads: x, and the estimate and the noise that remained, for the next. */
        List<Operand<TFloat32>> build(
                Operand<TInt32> stage,
                List<Operand<TFloat32>> state,
                Normalizer normalizer,
                @Nullable PolicyMove move,
                @Nullable GraphPolicy policy) {
            Expressions math = new Expressions(ops);
            StageTable.Row row = StageTable.Row.of(ops, constants.get(TABLE), stage);
            Operand<TFloat32> noise = shape.stochastic() ? noise(stage) : ops.zerosLike(state.get(0));
            Operand<TFloat32> x = state.get(0);
            boolean pushes = move != null && move.form() == PolicyMove.Form.NOISED;
            if (move != null && policy != null && pushes) {
                x = moved(x, row.push(), row.sigma(), normalizer, move, policy);
            }
            x = math.add(x, math.multiply(noise, row.churn()));
            Operand<TFloat32> estimate = estimate(x, row.sigma());
            if (move != null && policy != null && !pushes) {
                estimate = moved(estimate, row.guidance(), row.sigma(), normalizer, move, policy);
            }
            Operand<TFloat32> target =
                    math.add(estimate, math.multiply(math.subtract(estimate, state.get(1)), row.extrapolation()));
            Operand<TFloat32> reached = math.add(List.of(
                    target,
                    math.multiply(math.subtract(x, target), row.kept()),
                    math.multiply(state.get(2), row.carried()),
                    math.multiply(noise, row.fresh())));
            return List.of(reached, estimate, math.subtract(x, estimate));
        }

        private Operand<TFloat32> noise(Operand<TInt32> stage) {
            return LoopGraph.noise(
                    ops, constants.get(SEED), stage, denoiser.rows(), denoiser.horizon(), denoiser.columns());
        }

        private Operand<TFloat32> estimate(Operand<TFloat32> x, Operand<TFloat32> sigma) {
            Operand<TFloat32> levels = ops.fill(ops.constant(new int[] {denoiser.rows()}), sigma);
            return denoiser.denoised(
                    ops, x, levels, constants.get(TOLD), constants.subList(OTHERS + policyValues, constants.size()));
        }

        private Operand<TFloat32> moved(
                Operand<TFloat32> values,
                Operand<TFloat32> coefficient,
                Operand<TFloat32> sigma,
                Normalizer normalizer,
                PolicyMove move,
                GraphPolicy policy) {
            return new PolicyPush(ops, move, normalizer)
                    .moved(values, coefficient, sigma, policy, constants.subList(OTHERS, OTHERS + policyValues));
        }
    }
}
