package io.leeway.experiment.sweep;

import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Nearest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The axes of a sweep, and the points that they span. */
final class Axes {
    private final String source;
    private final Map<String, List<Step>> steps = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();
    private final List<Map<String, List<String>>> exclusions = new ArrayList<>();
    private final Map<String, List<String>> baseline = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** A label of an axis, and what it changes. */
    private record Step(String label, List<Setting> settings) {}

    /**
     * Reads the axes.
     *
     * @param source what problems call the sweep
     * @throws LeewayException with everything that is wrong
     */
    Axes(SweepConfig config, String source) {
        this.source = source;
        config.axes().forEach(this::read);
        config.axes().forEach((name, axis) -> {
            List<String> earlier = new ArrayList<>(steps.keySet()).subList(0, index(name));
            conditions.put(name, condition("axes." + name + ".when", axis.when(), earlier));
        });
        for (int i = 0; i < config.exclude().size(); i++) {
            String where = "exclude[" + i + "]";
            if (config.exclude().get(i).isEmpty()) {
                problems.add(where + " is empty, which would leave out every job");
            }
            exclusions.add(condition(where, config.exclude().get(i), List.copyOf(steps.keySet())));
        }
        config.baseline().forEach((axis, value) -> {
            if (axis.equals(SweepResults.EXPERIENCE) && !steps.containsKey(axis)) {
                baseline.put(
                        axis,
                        value.items().stream().map(Setting.Value::toString).toList());
            } else {
                baseline.putAll(condition("baseline", Map.of(axis, value), List.copyOf(steps.keySet())));
            }
        });
        if (!problems.isEmpty()) {
            throw new LeewayException("The sweep " + source + " has "
                    + (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + ":\n  "
                    + String.join("\n  ", problems));
        }
    }

    private int index(String name) {
        return List.copyOf(steps.keySet()).indexOf(name);
    }

    private void read(String name, AxisConfig axis) {
        List<Step> read = new ArrayList<>();
        if (axis.path() != null) {
            for (Setting.Value value : Objects.requireNonNull(axis.values())) {
                read.add(new Step(value.toString(), List.of(Setting.ofValue(axis.path(), value))));
            }
        }
        axis.list().forEach((label, settings) -> {
            List<Setting> changes = new ArrayList<>();
            settings.forEach((path, value) -> changes.add(Setting.ofValue(path, value)));
            read.add(new Step(label, changes));
        });
        int rows = axis.zip().values().stream().mapToInt(List::size).findFirst().orElse(0);
        for (int row = 0; row < rows; row++) {
            List<Setting> changes = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            for (Map.Entry<String, List<Setting.Value>> column : axis.zip().entrySet()) {
                Setting.Value value = column.getValue().get(row);
                changes.add(Setting.ofValue(column.getKey(), value));
                labels.add(value.toString());
            }
            read.add(new Step(String.join(" / ", labels), changes));
        }
        Set<String> seen = new LinkedHashSet<>();
        read.stream()
                .map(Step::label)
                .filter(label -> !seen.add(label))
                .distinct()
                .forEach(label -> problems.add("axes." + name + " has the value '" + label + "' twice"));
        steps.put(name, read);
    }

    private Map<String, List<String>> condition(String where, Map<String, Setting.Value> written, List<String> known) {
        Map<String, List<String>> condition = new LinkedHashMap<>();
        written.forEach((axis, value) -> {
            if (!known.contains(axis)) {
                problems.add(where + " names the axis '" + axis + "', which is not one "
                        + (where.endsWith(".when") ? "before it." : "of the sweep.") + Nearest.question(axis, known)
                        + (known.isEmpty() ? "" : " There are: " + String.join(", ", known) + "."));
                return;
            }
            List<String> labels =
                    value.items().stream().map(Setting.Value::toString).toList();
            List<String> all = Objects.requireNonNull(steps.get(axis)).stream()
                    .map(Step::label)
                    .toList();
            for (String label : labels) {
                if (!all.contains(label)) {
                    problems.add(where + "." + axis + " names '" + label + "', which the axis does not have."
                            + Nearest.question(label, all) + " It has: " + String.join(", ", all) + ".");
                }
            }
            condition.put(axis, labels);
        });
        return condition;
    }

    /** Returns what each axis is. */
    List<Sweep.Axis> described() {
        List<Sweep.Axis> axes = new ArrayList<>();
        steps.forEach((name, read) -> axes.add(new Sweep.Axis(
                name,
                read.stream().map(Step::label).toList(),
                read.stream()
                        .flatMap(step -> step.settings().stream())
                        .map(Setting::path)
                        .distinct()
                        .toList())));
        return axes;
    }

    /** Returns what the rest is compared with, labels by axis. */
    Map<String, List<String>> baseline() {
        return baseline;
    }

    /** Returns how many points there are at most: before conditions and exclusions. */
    BigInteger most() {
        return steps.values().stream()
                .map(axis -> BigInteger.valueOf(axis.size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /**
     * Returns the points, the last axis changing fastest.
     *
     * @throws LeewayException if none is left
     */
    List<Point> points() {
        List<Point> points = List.of(Point.ORIGIN);
        for (Map.Entry<String, List<Step>> axis : steps.entrySet()) {
            Map<String, List<String>> condition = Objects.requireNonNull(conditions.get(axis.getKey()));
            List<Point> next = new ArrayList<>();
            for (Point point : points) {
                if (point.matches(condition)) {
                    axis.getValue().forEach(step -> next.add(point.with(axis.getKey(), step.label(), step.settings())));
                } else {
                    next.add(point);
                }
            }
            points = next;
        }
        List<Point> left = points.stream()
                .filter(point -> exclusions.stream().noneMatch(point::matches))
                .toList();
        if (left.isEmpty()) {
            throw new LeewayException("The sweep " + source + " has no job: 'exclude' leaves out all " + points.size()
                    + " combinations of its axes");
        }
        return left;
    }
}
