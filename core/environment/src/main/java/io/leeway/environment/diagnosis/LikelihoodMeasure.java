package io.leeway.environment.diagnosis;

import io.leeway.environment.diagnosis.Figure.Better;
import io.leeway.environment.evaluation.ActionLikelihood;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log-likelihood of actions: under the policy that the source serves, beside that of real actions, and under a
 * policy that is fitted to the data.
 */
final class LikelihoodMeasure implements Measure {
    private static final int MOST_REAL = 20_000;

    private final Reference reference;
    private final RandomSource random;
    private @Nullable BehaviourModel behaviour;

    /** Prepares to fit the behaviour's policy, when it is first needed. */
    LikelihoodMeasure(Reference reference, RandomSource random) {
        this.reference = reference;
        this.random = random;
    }

    @Override
    public String title() {
        return "Likelihood of actions";
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "policy_log_likelihood",
                        "Policy log-likelihood",
                        Better.NEITHER,
                        "Mean log-likelihood of an action under the policy that learns from the source"),
                new Figure(
                        "policy_log_likelihood_of_data",
                        "Policy log-likelihood of data",
                        Better.NEITHER,
                        "The same of real actions, under the same policy"),
                new Figure(
                        "behaviour_log_likelihood",
                        "Behaviour log-likelihood",
                        Better.LIKE_DATA,
                        "Mean log-likelihood of an action under a policy that is fitted to four fifths of the data by"
                                + " behaviour cloning"));
    }

    @Override
    public Findings of(Subject subject) {
        Findings findings = Findings.none();
        findings.figure("behaviour_log_likelihood", ActionLikelihood.mean(subject.transitions(), behaviour()));
        Policy policy = subject.policy();
        if (policy != null) {
            findings.figure("policy_log_likelihood", ActionLikelihood.mean(subject.transitions(), policy));
            findings.figure(
                    "policy_log_likelihood_of_data",
                    ActionLikelihood.mean(reference.heldOut("", MOST_REAL).transitions(), policy));
        }
        return findings;
    }

    private BehaviourModel behaviour() {
        BehaviourModel known = behaviour;
        if (known == null) {
            known = BehaviourModel.fit(
                    reference.rest(), reference.columns(), reference.choices().orElse(null), random);
            behaviour = known;
        }
        return known;
    }
}
