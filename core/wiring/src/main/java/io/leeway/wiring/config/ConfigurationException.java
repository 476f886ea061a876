package io.leeway.wiring.config;

import io.leeway.spi.LeewayException;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with a configuration. */
public final class ConfigurationException extends LeewayException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigurationProblem> problems;

    /** Creates a failure of at least one problem. */
    public ConfigurationException(String source, List<ConfigurationProblem> problems) {
        super(message(source, problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, in the order of the source. */
    public List<ConfigurationProblem> problems() {
        return problems;
    }

    private static String message(String source, List<ConfigurationProblem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "  " + problem)
                .collect(Collectors.joining("\n", "The configuration " + source + " has " + count + ":\n", ""));
    }
}
