package io.leeway.experiment.sweep;

import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.config.ConfigurationException;
import io.leeway.wiring.config.ConfigurationProblem;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Nearest;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sweep that was read: its axes and its jobs.
 *
 * @param name what its folder is called
 * @param axes in the user's order
 * @param jobs one for each combination, in the order of the axes
 * @param baseline what the rest is compared with, labels by axis or by "experience"; empty where that was left open
 */
public record Sweep(String name, List<Axis> axes, List<Job> jobs, Map<String, List<String>> baseline) {
    private static final int MOST_PROBLEMS = 100;

    /**
     * An axis of a sweep.
     *
     * @param name the user's
     * @param labels of its values, in order
     * @param paths what it changes of the experiment
     */
    public record Axis(String name, List<String> labels, List<String> paths) {}

    /**
     * An experiment of a sweep.
     *
     * @param labels of those axes that apply to it
     * @param title what a user reads: {@code maze=large, coefficient=2}
     * @param experiment what is run
     */
    public record Job(Map<String, String> labels, String title, ExperimentConfig experiment) {}

    /** A refusal of a sweep that has more combinations than its user may have meant. */
    public static final class TooManyJobs extends LeewayException {
        private static final long serialVersionUID = 1L;

        TooManyJobs(String source, BigInteger jobs, long most) {
            super("The axes of " + source + " have " + String.format(java.util.Locale.ROOT, "%,d", jobs)
                    + " combinations, more than " + String.format(java.util.Locale.ROOT, "%,d", most)
                    + ": shorten or 'exclude' some, or say that all are meant with --yes");
        }
    }

    /**
     * Reads a sweep's file.
     *
     * @param settings what replaces values of the file, such as {@code seeds=[0,1]}
     * @param most how many combinations there may be
     * @throws TooManyJobs if there are more
     * @throws LeewayException with everything that is wrong
     */
    public static Sweep load(Configurations configurations, Path file, List<Setting> settings, long most) {
        SweepConfig config = configurations.load(file, settings, SweepConfig.class);
        Axes axes = new Axes(config, file.toString());
        BigInteger count = axes.most();
        if (count.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new TooManyJobs(file.toString(), count, most);
        }
        Map<String, ConfigurationProblem> problems = new LinkedHashMap<>();
        List<Job> jobs = new ArrayList<>();
        for (Point point : axes.points()) {
            try {
                jobs.add(new Job(point.labels(), point.title(), experiment(configurations, config, point)));
            } catch (ConfigurationException wrong) {
                wrong.problems().forEach(each -> problems.putIfAbsent(each.path() + each.text(), each));
            }
            if (problems.size() > MOST_PROBLEMS) {
                break;
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    file.toString(),
                    problems.values().stream()
                            .sorted(Comparator.comparing((ConfigurationProblem problem) ->
                                            problem.location().line())
                                    .thenComparing(problem -> problem.location().column()))
                            .toList());
        }
        checkEntries(axes, jobs, file);
        return new Sweep(config.name(), axes.described(), jobs, axes.baseline());
    }

    /** Refuses a baseline that names an entry which no experiment has. */
    private static void checkEntries(Axes axes, List<Job> jobs, Path file) {
        Set<String> entries = new LinkedHashSet<>();
        jobs.forEach(job -> entries.addAll(job.experiment().experience().keySet()));
        boolean axis = axes.described().stream().anyMatch(each -> each.name().equals(SweepResults.EXPERIENCE));
        for (String label : axes.baseline().getOrDefault(SweepResults.EXPERIENCE, List.of())) {
            if (!axis && !entries.contains(label)) {
                throw new LeewayException("The sweep " + file + " has 1 problem:\n  baseline.experience names '" + label
                        + "', which no experiment has." + Nearest.question(label, entries) + " They have: "
                        + String.join(", ", entries) + ".");
            }
        }
    }

    private static ExperimentConfig experiment(Configurations configurations, SweepConfig config, Point point) {
        List<Setting> settings = new ArrayList<>();
        if (config.seeds() != null) {
            settings.add(Setting.ofValue("seeds", config.seeds()));
        }
        settings.addAll(point.settings());
        if (config.experiment().isMapping()) {
            return configurations.read(config.experiment(), settings, ExperimentConfig.class);
        }
        Path file = config.experiment()
                .path()
                .orElseThrow(() -> new LeewayException(config.experiment().where()
                        + ": experiment must be the path of a file or a mapping, but is " + config.experiment()));
        return configurations.load(file, settings, ExperimentConfig.class);
    }
}
