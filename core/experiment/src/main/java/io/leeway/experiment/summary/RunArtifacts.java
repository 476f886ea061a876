package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.artifact.DatasetArtifact;
import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.store.Artifact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The artifacts of a run.
 *
 * @param made by what the run calls them, in the order in which they were had
 */
public record RunArtifacts(Map<String, Artifact> made) {
    /** Returns the dataset of a seed, which must be there. */
    public DatasetArtifact dataset(long seed) {
        return required(DatasetArtifact.name(seed), DatasetArtifact.class);
    }

    /** Returns the denoiser of a seed, where one was trained. */
    public Optional<DenoiserArtifact> denoiser(long seed) {
        return find(DenoiserArtifact.name(seed), DenoiserArtifact.class);
    }

    /** Returns the model of the dynamics of a seed, where one was trained. */
    public Optional<DynamicsArtifact> dynamics(long seed) {
        return find(DynamicsArtifact.name(seed), DynamicsArtifact.class);
    }

    /** Returns what the models of the dynamics were measured to be, of those seeds that have one. */
    public DynamicsSummary dynamics(List<Long> seeds) {
        Map<Long, DynamicsArtifact.Facts> facts = new LinkedHashMap<>();
        seeds.forEach(seed -> dynamics(seed).ifPresent(artifact -> facts.put(seed, artifact.facts())));
        return new DynamicsSummary(facts);
    }

    /** Returns the agent of an entry and a seed, which must be there. */
    public AgentArtifact agent(String entry, long seed) {
        return required(AgentArtifact.name(entry, seed), AgentArtifact.class);
    }

    /** Returns the agents of an entry, one a seed. */
    public List<AgentArtifact> agents(String entry, List<Long> seeds) {
        return seeds.stream().map(seed -> agent(entry, seed)).toList();
    }

    private <A extends Artifact> A required(String name, Class<A> type) {
        return type.cast(Objects.requireNonNull(made.get(name), name));
    }

    private <A extends Artifact> Optional<A> find(String name, Class<A> type) {
        return Optional.ofNullable(made.get(name)).map(type::cast);
    }
}
