package io.leeway.diffusion.experience;

import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.support.FileProblem;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Several sources; every batch has the same number of rows of each, by their weights. */
public final class MixtureExperience implements ExperienceSource {
    private final List<ExperienceSource> parts = new ArrayList<>();
    /** The part of a batch that lies before each source's rows, and 1 at the end. */
    private final double[] bounds;

    private double secondsBeside;

    /** Creates every part with a random source of its own. */
    @Inject
    public MixtureExperience(MixtureExperienceConfig config, Components components, RandomSource random) {
        bounds = new double[config.parts().size() + 1];
        double total = config.parts().stream()
                .mapToDouble(MixtureExperienceConfig.Part::weight)
                .sum();
        for (int i = 0; i < config.parts().size(); i++) {
            MixtureExperienceConfig.Part part = config.parts().get(i);
            parts.add(part(part, components.with(RandomSource.class, random.split(i))));
            bounds[i + 1] = bounds[i] + part.weight() / total;
        }
        bounds[parts.size()] = 1;
    }

    /** What the parts before it have begun ends where one cannot be created: nobody else knows of them. */
    private ExperienceSource part(MixtureExperienceConfig.Part part, Components components) {
        try {
            return components.create(part.source());
        } catch (RuntimeException | Error failure) {
            try {
                close();
            } catch (RuntimeException further) {
                failure.addSuppressed(further);
            }
            throw failure;
        }
    }

    /** Returns the largest number of updates that every refreshed part's own number is a multiple of. */
    @Override
    public long refreshEvery() {
        return parts.stream().mapToLong(ExperienceSource::refreshEvery).reduce(0, MixtureExperience::divisor);
    }

    private static long divisor(long one, long other) {
        return other == 0 ? one : divisor(other, one % other);
    }

    /** Refreshes the parts whose time it is; every figure's name begins with its part's place in the mixture. */
    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        Map<String, Double> figures = new TreeMap<>();
        double evaluations = 0;
        double trajectories = 0;
        secondsBeside = 0;
        for (int i = 0; i < parts.size(); i++) {
            ExperienceSource part = parts.get(i);
            long every = part.refreshEvery();
            if (step > 0 && (every == 0 || step % every != 0)) {
                continue;
            }
            Map<String, Double> own = part.refresh(agent, step);
            secondsBeside += part.secondsBeside();
            String prefix = "part_" + i + "_";
            own.forEach((name, value) -> figures.put(prefix + name, value));
            if (own.containsKey("network_evaluations")) {
                int made = part.synthetic().map(Trajectories::count).orElse(1);
                evaluations += own.get("network_evaluations") * made;
                trajectories += made;
            }
        }
        if (trajectories > 0) {
            figures.put("network_evaluations", evaluations / trajectories);
        }
        return figures;
    }

    @Override
    public double secondsBeside() {
        return secondsBeside;
    }

    /** Closes every part, also after one that fails. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (ExperienceSource part : parts) {
            try {
                part.close();
            } catch (RuntimeException further) {
                if (failure == null) {
                    failure = further;
                } else {
                    failure.addSuppressed(further);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(ExperienceSource::size).sum();
    }

    @Override
    public void sample(RandomSource random, Transitions batch, int from, int to) {
        for (int i = 0; i < parts.size(); i++) {
            int first = from + firstOf(i, to - from);
            int end = from + firstOf(i + 1, to - from);
            if (end > first) {
                parts.get(i).sample(random, batch, first, end);
            }
        }
    }

    /** Returns the first row of a part among so many; of the place after the last part, their number. */
    private int firstOf(int part, int rows) {
        return (int) Math.round(bounds[part] * rows);
    }

    /** Returns the parts' real rows, each where its part's rows are; empty where a part with rows does not know. */
    @Override
    public Optional<boolean[]> realRows(int rows) {
        boolean[] flags = new boolean[rows];
        for (int i = 0; i < parts.size(); i++) {
            int first = firstOf(i, rows);
            int count = firstOf(i + 1, rows) - first;
            if (count > 0) {
                Optional<boolean[]> own = parts.get(i).realRows(count);
                if (own.isEmpty()) {
                    return own;
                }
                System.arraycopy(own.get(), 0, flags, first, count);
            }
        }
        return Optional.of(flags);
    }

    /** Returns the trajectories of all parts, where they are of the same layout and length. */
    @Override
    public Optional<Trajectories> synthetic() {
        List<Trajectories> made =
                parts.stream().flatMap(part -> part.synthetic().stream()).toList();
        if (made.isEmpty()) {
            return Optional.empty();
        }
        Trajectories first = made.get(0);
        boolean alike = made.stream()
                .allMatch(other ->
                        other.horizon() == first.horizon() && other.layout().equals(first.layout()));
        return alike ? Optional.of(concatenate(made)) : Optional.empty();
    }

    private static Trajectories concatenate(List<Trajectories> made) {
        Trajectories first = made.get(0);
        int count = made.stream().mapToInt(Trajectories::count).sum();
        Trajectories result = Trajectories.zeros(first.layout(), first.horizon(), count);
        int offset = 0;
        for (Trajectories part : made) {
            System.arraycopy(part.values(), 0, result.values(), offset, part.values().length);
            offset += part.values().length;
        }
        return result;
    }

    @Override
    public void save(Path directory) {
        for (int i = 0; i < parts.size(); i++) {
            Path own = directory.resolve("part-" + i);
            try {
                Files.createDirectory(own);
            } catch (IOException e) {
                throw new LeewayException("Cannot create " + own + ": " + FileProblem.text(e), e);
            }
            parts.get(i).save(own);
        }
    }

    @Override
    public void load(Path directory) {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).load(directory.resolve("part-" + i));
        }
    }
}
