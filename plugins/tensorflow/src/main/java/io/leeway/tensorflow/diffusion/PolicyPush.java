package io.leeway.tensorflow.diffusion;

import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.PolicyMove;
import io.leeway.tensorflow.agent.GraphPolicy;
import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Layers;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * Guidance by a Gaussian policy as a part of a graph: what the schemes of {@link PolicyMove} do to actions, with the
 * gradient by the normalised action before tanh.
 */
final class PolicyPush {
    /** A larger action's inverse hyperbolic tangent means nothing in single precision. */
    private static final double LARGEST_ACTION = 0.9999;
    /** The outer points of three-point Gauss–Hermite quadrature, in standard deviations. */
    private static final double REACH = Math.sqrt(3);
    /** The weight of an outer point against the middle one, without the Gaussian's own density: (1/4)·exp(3/2). */
    private static final double OUTER_WEIGHT = 0.25 * Math.exp(1.5);
    /** Beyond it an exponential leaves single precision. */
    private static final double LARGEST_EXPONENT = 87;

    private final Ops ops;
    private final Expressions math;
    private final PolicyMove move;
    private final TrajectoryLayout layout;
    private final Operand<TFloat32> means;
    private final Operand<TFloat32> deviations;
    private final Operand<TFloat32> actionDeviations;
    private final Operand<TFloat32> moving;

    /** Prepares for one scheme, of which the coefficients are given later. */
    PolicyPush(Ops ops, PolicyMove move, Normalizer normalizer) {
        this.ops = ops;
        this.move = move;
        math = new Expressions(ops);
        layout = normalizer.layout();
        float[][] mean = new float[1][layout.width()];
        float[][] deviation = new float[1][layout.width()];
        float[][] action = new float[1][layout.actionSize()];
        float[][] moves = new float[1][layout.actionSize()];
        for (int column = 0; column < layout.width(); column++) {
            mean[0][column] = normalizer.mean(column);
            deviation[0][column] = normalizer.constant(column) ? 0 : normalizer.standardDeviation(column);
        }
        for (int column = 0; column < layout.actionSize(); column++) {
            float width = deviation[0][layout.actionOffset() + column];
            moves[0][column] = width > 0 ? 1 : 0;
            action[0][column] = width > 0 ? width : 1;
        }
        means = ops.constant(mean);
        deviations = ops.constant(deviation);
        actionDeviations = ops.constant(action);
        moving = ops.constant(moves);
    }

    /**
     * Builds the moved trajectories.
     *
     * @param values rows × horizon × columns, normalised: noised, or an estimate
     * @param coefficient λ, a scalar
     * @param sigma the noise level, a scalar; of no use where the noised trajectory is moved
     * @param weights what stands for the policy's values
     */
    Operand<TFloat32> moved(
            Operand<TFloat32> values,
            Operand<TFloat32> coefficient,
            Operand<TFloat32> sigma,
            GraphPolicy policy,
            List<Operand<TFloat32>> weights) {
        int horizon = Math.toIntExact(values.asOutput().shape().get(1));
        Operand<TFloat32> rows = math.rows(values, -1, layout.width());
        Operand<TFloat32> units = math.add(math.multiply(rows, deviations), means);
        Operand<TFloat32> observations = math.columns(units, 0, layout.actionOffset());
        Operand<TFloat32> raw = math.columns(units, layout.actionOffset(), layout.actionSize());
        Operand<TFloat32> action = math.tanh(raw);
        GraphPolicy.Gaussians gaussians = policy.build(ops, weights, observations);
        Operand<TFloat32> curvature = math.divide(math.constant(1), math.square(gaussians.deviation()));
        Operand<TFloat32> gradient = math.multiply(math.subtract(gaussians.mean(), action), curvature);
        Operand<TFloat32> noise = math.square(sigma);
        Operand<TFloat32> variance = math.divide(noise, math.add(noise, 1));
        Operand<TFloat32> difference =
                switch (move.form()) {
                    case PROXIMAL -> proximal(raw, action, gradient, curvature, coefficient, variance);
                    case POSTERIOR -> push(action, gradient, math.multiply(coefficient, variance), horizon);
                    case NOISED -> push(action, gradient, coefficient, horizon);
                };
        Operand<TFloat32> zeros = math.multiply(rows, 0);
        int after = layout.actionOffset() + layout.actionSize();
        Operand<TFloat32> widened = math.join(List.of(
                math.columns(zeros, 0, layout.actionOffset()),
                math.multiply(difference, moving),
                math.columns(zeros, after, layout.width() - after)));
        return math.add(values, Layers.reshape(ops, widened, -1, horizon, layout.width()));
    }

    private Operand<TFloat32> push(
            Operand<TFloat32> action, Operand<TFloat32> gradient, Operand<TFloat32> length, int horizon) {
        Operand<TFloat32> slope =
                math.multiply(math.multiply(gradient, straightness(action)), math.multiply(actionDeviations, moving));
        PolicyMove.Ascent ascent = move.ascent();
        if (ascent.equals(PolicyMove.Ascent.GRADIENT)) {
            return math.multiply(slope, length);
        }
        Operand<TFloat32> whole = Layers.reshape(ops, slope, -1, horizon * layout.actionSize());
        Operand<TFloat32> norm = math.root(ops.sum(math.square(whole), ops.constant(1), Sum.keepDims(true)));
        Operand<TFloat32> some = math.positive(norm);
        Operand<TFloat32> safe = math.add(norm, math.subtract(math.constant(1), some));
        Operand<TFloat32> direction = math.divide(whole, safe);
        Operand<TFloat32> push = math.add(List.of(
                math.multiply(direction, ascent.direction()),
                math.multiply(some, ascent.constant()),
                math.multiply(whole, ascent.length())));
        return math.rows(math.multiply(push, length), -1, layout.actionSize());
    }

    private Operand<TFloat32> straightness(Operand<TFloat32> action) {
        return math.subtract(math.constant(1), math.square(action));
    }

    /** One Gauss–Newton step to the peak, none past the likeliest action, and three points around it for the mean. */
    private Operand<TFloat32> proximal(
            Operand<TFloat32> raw,
            Operand<TFloat32> action,
            Operand<TFloat32> gradient,
            Operand<TFloat32> curvature,
            Operand<TFloat32> coefficient,
            Operand<TFloat32> variance) {
        Operand<TFloat32> spread = math.multiply(math.square(actionDeviations), variance);
        Operand<TFloat32> slope = straightness(action);
        Operand<TFloat32> scale = math.multiply(math.multiply(slope, spread), coefficient);
        Operand<TFloat32> step = math.divide(
                math.multiply(scale, gradient), math.add(math.multiply(math.multiply(scale, curvature), slope), 1));
        Operand<TFloat32> reached = math.subtract(math.tanh(math.add(raw, step)), action);
        Operand<TFloat32> past =
                math.positive(math.subtract(math.multiply(math.absolute(reached), curvature), math.absolute(gradient)));
        Operand<TFloat32> likeliest =
                math.clip(math.add(action, math.divide(gradient, curvature)), -LARGEST_ACTION, LARGEST_ACTION);
        Operand<TFloat32> peak = either(past, math.subtract(ops.math.atanh(likeliest), raw), step);
        Operand<TFloat32> middle = either(past, math.subtract(likeliest, action), reached);

        Operand<TFloat32> peakAction = math.add(action, middle);
        Operand<TFloat32> bound = math.multiply(
                math.multiply(math.multiply(math.square(straightness(peakAction)), curvature), spread), coefficient);
        Operand<TFloat32> reach = math.multiply(math.root(math.divide(spread, math.add(bound, 1))), REACH);
        Operand<TFloat32> density = density(middle, peak, gradient, curvature, coefficient, spread);
        Operand<TFloat32> high = outer(action, peakAction, peak, reach, gradient, curvature, coefficient, spread);
        Operand<TFloat32> low =
                outer(action, peakAction, peak, math.negative(reach), gradient, curvature, coefficient, spread);
        Operand<TFloat32> highWeight = weight(high, density);
        Operand<TFloat32> lowWeight = weight(low, density);
        Operand<TFloat32> correction = math.divide(
                math.multiply(reach, math.subtract(highWeight, lowWeight)),
                math.add(math.add(highWeight, lowWeight), 1));
        return math.divide(math.add(peak, correction), actionDeviations);
    }

    /** The log-density of the guided distribution at a point beside the peak. */
    private Operand<TFloat32> outer(
            Operand<TFloat32> action,
            Operand<TFloat32> peakAction,
            Operand<TFloat32> peak,
            Operand<TFloat32> reach,
            Operand<TFloat32> gradient,
            Operand<TFloat32> curvature,
            Operand<TFloat32> coefficient,
            Operand<TFloat32> spread) {
        Operand<TFloat32> turn = math.tanh(reach);
        Operand<TFloat32> there = math.divide(math.add(peakAction, turn), math.add(math.multiply(peakAction, turn), 1));
        return density(math.subtract(there, action), math.add(peak, reach), gradient, curvature, coefficient, spread);
    }

    /** λ·(g·Δ − c·Δ²/2) − z²/(2v) for an action that lies Δ, and z before tanh, from where the estimate has it. */
    private Operand<TFloat32> density(
            Operand<TFloat32> difference,
            Operand<TFloat32> distance,
            Operand<TFloat32> gradient,
            Operand<TFloat32> curvature,
            Operand<TFloat32> coefficient,
            Operand<TFloat32> spread) {
        Operand<TFloat32> likelihood = math.multiply(
                difference, math.subtract(gradient, math.multiply(math.multiply(difference, curvature), 0.5)));
        return math.subtract(
                math.multiply(likelihood, coefficient), math.divide(math.square(distance), math.multiply(spread, 2)));
    }

    private Operand<TFloat32> weight(Operand<TFloat32> outer, Operand<TFloat32> middle) {
        Operand<TFloat32> exponent = math.clip(math.subtract(outer, middle), -LARGEST_EXPONENT, LARGEST_EXPONENT);
        return math.multiply(math.exponential(exponent), OUTER_WEIGHT);
    }

    private Operand<TFloat32> either(Operand<TFloat32> flag, Operand<TFloat32> yes, Operand<TFloat32> no) {
        return ops.select(ops.math.greater(flag, math.constant(0)), yes, no);
    }
}
