package io.leeway.experiment.stage;

import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.ActionKind;
import io.leeway.spi.agent.ActsIn;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.ActionSpaces;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rule of what actions an experiment can learn, which is checked before anything is trained: real numbers, or the
 * choices of a Discrete where its agent acts with them and nothing is sampled from a denoiser; and the environment's
 * are those of the dataset.
 */
public final class ActionRule {
    private final Experiment experiment;
    private final Registry registry;
    private final StageInputs inputs;
    private final RunEnvironment environment;

    @Inject
    ActionRule(Experiment experiment, Registry registry, StageInputs inputs, RunEnvironment environment) {
        this.experiment = experiment;
        this.registry = registry;
        this.inputs = inputs;
        this.environment = environment;
    }

    /** Returns what the environment's actions are one of, where there is one whose actions are choices. */
    Optional<Space.Discrete> environmentChoices() {
        return environment.spec().flatMap(spec -> ActionSpaces.choices(spec.id(), spec.actionSpace()));
    }

    /** Refuses an environment whose actions cannot be learned, before data is made in it. */
    void checkEnvironment() {
        environment.spec().ifPresent(spec -> checkLearners(spec.id(), environmentChoices()));
    }

    /**
     * Returns a dataset as the environment has it, where there is one: with all of its choices.
     *
     * @throws LeewayException if observations or actions are others than the environment's, naming both
     */
    Dataset fitted(Dataset dataset) {
        return environment
                .spec()
                .map(spec -> DatasetFit.fitted(dataset, spec, environmentChoices()))
                .orElse(dataset);
    }

    /** Refuses a dataset that cannot be learned from, or is not the environment's, before an agent is trained. */
    void check(Dataset dataset) {
        fitted(dataset);
        checkLearners(name(), dataset.choices());
    }

    /** Does so before a denoiser is trained, which learns real numbers alone. */
    void checkForDenoiser(Dataset dataset) {
        check(dataset);
        checkDenoiser(name(), dataset.choices());
    }

    private String name() {
        return "the dataset '" + experiment.denoising().dataset().type() + "'";
    }

    private void checkLearners(String whose, Optional<Space.Discrete> choices) {
        if (experiment instanceof ExperimentConfig config) {
            checkAgent(whose, choices, config);
        }
        boolean sampled = experiment.experience().isEmpty()
                || experiment.experience().values().stream().anyMatch(source -> inputs.samples(experiment, source));
        if (sampled) {
            checkDenoiser(whose, choices);
        }
    }

    private void checkAgent(String whose, Optional<Space.Discrete> choices, ExperimentConfig config) {
        ActionKind kind = choices.isPresent() ? ActionKind.DISCRETE : ActionKind.CONTINUOUS;
        String agent = config.agent().component().type();
        if (!acts(registry.find(Agent.class, agent), kind)) {
            throw new LeewayException("The actions of " + whose + " are " + words(choices) + ", with which the agent '"
                    + agent + "' cannot act. " + ableTo(kind));
        }
    }

    private void checkDenoiser(String whose, Optional<Space.Discrete> choices) {
        if (choices.isPresent()) {
            throw new LeewayException("The actions of " + whose + " are " + words(choices)
                    + ", but denoisers learn trajectories of real numbers alone. Train an agent on the data itself,"
                    + " experience: {type: real}. " + ableTo(ActionKind.DISCRETE));
        }
    }

    private static String words(Optional<Space.Discrete> choices) {
        return choices.map(space -> "choices from " + ActionSpaces.describe(space))
                .orElse("real numbers");
    }

    private String ableTo(ActionKind kind) {
        List<String> able = registry.ofKind(Agent.class).stream()
                .filter(registered -> acts(registered, kind))
                .map(registered -> registered.component().name())
                .toList();
        return able.isEmpty()
                ? "No agent acts with them; plugins add more (--plugins DIR)."
                : able.stream().collect(Collectors.joining(", ", "Agents that act with them: ", "."));
    }

    private static boolean acts(Registered<Agent> agent, ActionKind kind) {
        ActsIn declared = agent.component().implementation().getAnnotation(ActsIn.class);
        return declared == null
                ? kind == ActionKind.CONTINUOUS
                : List.of(declared.value()).contains(kind);
    }
}
