package io.leeway.diffusion.guidance.adaptive;

import io.leeway.diffusion.guidance.Needs;
import io.leeway.diffusion.guidance.PolicyGuidance;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.adaptive.CoefficientSearch.Trial;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Policy guidance with a coefficient that keeps to a budget, since none suits every dataset and policy.
 *
 * <p>Before each request a few of its trajectories are sampled by the same sampler, unguided and then with trial
 * coefficients and the same noise, until the budget is met; the request is then guided by {@link PolicyGuidance} of the
 * proximal form with the coefficient that came nearest. The trials' noise is a stream of its own, so that the result
 * does not depend on how the sampler cuts a request. Figures: the {@code coefficient}, how many {@code trials} it took,
 * what the pilots measured with it, and all their {@code pilot_evaluations}.
 */
public final class AdaptivePolicy implements Guidance {
    private static final String TYPE = "adaptive-policy";

    private final AdaptivePolicyConfig config;
    private final PilotMeasure measure;
    private final Progress progress;
    private boolean said;

    /**
     * Creates the scheme.
     *
     * @param dynamics the run's model, which is opened for a budget of disagreement alone
     * @throws LeewayException if the budget is one of dynamics error and no environment says what the truth is, or one
     *     of disagreement and there is no model of the dynamics, or none with several members
     */
    @Inject
    public AdaptivePolicy(
            AdaptivePolicyConfig config,
            @Nullable Environments environments,
            Optional<Provider<Dynamics>> dynamics,
            Progress progress) {
        this.config = config;
        this.progress = progress;
        if (config.logLikelihoodGain() != null) {
            measure = PilotMeasure.logLikelihood();
        } else {
            measure = config.disagreement() != null ? Disagreement.of(dynamics) : DynamicsError.in(environments);
        }
    }

    @Override
    public Target target() {
        return Target.ESTIMATE;
    }

    @Override
    public void guide(GuidanceStep step) {
        throw new IllegalStateException("No coefficient was found yet: prepare the scheme for its request first");
    }

    @Override
    public Guidance prepare(Sampler sampler, SamplingRequest request) {
        Policy policy = Needs.policy(
                TYPE, request.policy(), request.denoiser().normalizer().layout());
        if (request.count() == 0) {
            return this;
        }
        Pilots pilots = new Pilots(sampler, request, policy);
        double unguided = pilots.measure(0);
        double budget = config.budget();
        double goal = config.logLikelihoodGain() != null ? budget : budget - unguided;
        double near = config.tolerance() * budget;
        Trial found = goal > 0
                ? new CoefficientSearch(config.smallest(), config.largest(), config.trials())
                        .find(coefficient -> pilots.measure(coefficient) - unguided, goal, near)
                : new Trial(0, 0, 0);
        double reached = budget - goal + found.effect();
        sayIfMissed(found, reached, near);
        return new PolicyGuidance(
                scheme(found.coefficient()),
                Map.of(
                        "coefficient",
                        found.coefficient(),
                        "trials",
                        (double) found.number(),
                        "pilot_" + measure.key().replace('-', '_'),
                        reached,
                        "pilot_evaluations",
                        (double) pilots.evaluations));
    }

    private PolicyGuidanceConfig scheme(double coefficient) {
        return PolicyGuidanceConfig.of(Form.PROXIMAL, coefficient).withSigmaMax(config.sigmaMax());
    }

    private void sayIfMissed(Trial found, double reached, double near) {
        if (said || Math.abs(reached - config.budget()) <= near) {
            return;
        }
        said = true;
        String why = found.coefficient() == 0
                ? "unguided trajectories are beyond it already, and stay unguided"
                : "after " + found.number() + " trials coefficient " + number(found.coefficient())
                        + " comes nearest; raise 'trials', or widen 'smallest' and 'largest', if more is wanted";
        progress.say("Guidance of type '" + TYPE + "' has a " + measure.key() + " of " + number(reached)
                + ", not its budget of " + number(config.budget()) + ": " + why + ".");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    /** Trajectories with the same noise and different coefficients. */
    private final class Pilots {
        private final Sampler sampler;
        private final SamplingRequest request;
        private final Policy policy;
        private long evaluations;

        Pilots(Sampler sampler, SamplingRequest request, Policy policy) {
            this.sampler = sampler;
            this.request = request;
            this.policy = policy;
        }

        double measure(double coefficient) {
            Guidance trial = new PolicyGuidance(scheme(coefficient));
            SamplingRequest pilot = request.pilot(
                            config.pilots(), request.random().split("pilot"))
                    .withGuidance(trial, policy, null);
            Sample sample = sampler.sample(pilot);
            evaluations += sample.networkEvaluations() * pilot.count();
            Transitions transitions = sample.trajectories().transitions();
            double result = transitions.count() == 0
                    ? Double.NaN
                    : measure.measure(transitions, policy, request.denoiser().normalizer());
            if (!Double.isFinite(result)) {
                throw new LeewayException(
                        "Guidance of type '" + TYPE + "' measured a " + measure.key() + " of " + result
                                + " over " + transitions.count() + " transitions with coefficient "
                                + number(coefficient)
                                + ". Choose a denoiser with a horizon of 2 or more, more 'pilots', or guidance {type:"
                                + " policy}.");
            }
            return result;
        }
    }
}
