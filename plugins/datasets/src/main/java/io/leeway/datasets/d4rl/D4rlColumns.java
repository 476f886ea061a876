package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Group;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of a file in D4RL's layout, all of N rows.
 *
 * @param infos by name, without {@code infos/}
 * @param leftOut what the file has besides that is no column of its steps
 */
record D4rlColumns(
        Hdf5Array observations,
        @Nullable Hdf5Array nextObservations,
        Hdf5Array actions,
        Hdf5Array rewards,
        Hdf5Array terminals,
        @Nullable Hdf5Array timeouts,
        Map<String, Hdf5Array> infos,
        List<String> leftOut) {
    private static final Set<String> KNOWN =
            Set.of("observations", "next_observations", "actions", "rewards", "terminals", "timeouts", "infos");
    private static final int MOST_INFOS = 256;

    /**
     * Finds the arrays.
     *
     * @throws LeewayException naming the file and everything that is wrong with them
     */
    static D4rlColumns of(Hdf5Input file) {
        return new Finder(file).find();
    }

    long rows() {
        return rewards.rows();
    }

    /** Returns all of the arrays. */
    List<Hdf5Array> all() {
        List<Hdf5Array> all = new ArrayList<>();
        Stream.of(observations, nextObservations, actions, rewards, terminals, timeouts)
                .filter(Objects::nonNull)
                .forEach(all::add);
        all.addAll(infos.values());
        return all;
    }

    /** A search for arrays that collects what is wrong with them. */
    private static final class Finder {
        private final Hdf5Input file;
        private final Hdf5Group root;
        private final List<String> problems = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();

        Finder(Hdf5Input file) {
            this.file = file;
            this.root = file.root();
        }

        D4rlColumns find() {
            Hdf5Array observations = needed("observations");
            Hdf5Array actions = needed("actions");
            Hdf5Array rewards = needed("rewards");
            Hdf5Array terminals = needed("terminals");
            Hdf5Array timeouts = array("timeouts");
            Hdf5Array next = array("next_observations");
            Map<String, Hdf5Array> infos = new LinkedHashMap<>();
            Hdf5Group group = root.group("infos");
            if (group != null) {
                collect(group, "", infos);
            }
            if (group == null && root.names().contains("infos")) {
                leftOut.add("infos");
            }
            root.names().stream().filter(name -> !KNOWN.contains(name)).forEach(leftOut::add);
            oneNumber(rewards);
            oneNumber(terminals);
            oneNumber(timeouts);
            if (observations != null) {
                checkAgainst(observations, next, actions, rewards, terminals, timeouts);
            }
            if (observations == null || actions == null || rewards == null || terminals == null) {
                throw failure();
            }
            infos.values()
                    .removeIf(info -> info.rows() != observations.rows()
                            && leftOut.add(info.path().substring(1)));
            if (!problems.isEmpty()) {
                throw failure();
            }
            return new D4rlColumns(observations, next, actions, rewards, terminals, timeouts, infos, leftOut);
        }

        private void collect(Hdf5Group group, String prefix, Map<String, Hdf5Array> infos) {
            for (String name : group.names()) {
                Hdf5Array info = group.array(name);
                Hdf5Group inner = group.group(name);
                boolean usable = info != null
                        && info.isNumeric()
                        && info.shape().size() >= 1
                        && tail(info).stream().allMatch(size -> size > 0)
                        && infos.size() < MOST_INFOS;
                if (info != null && usable) {
                    infos.put(prefix + name, info);
                } else if (inner != null && prefix.length() < MOST_INFOS) {
                    collect(inner, prefix + name + "/", infos);
                } else {
                    leftOut.add("infos/" + prefix + name);
                }
            }
        }

        private @Nullable Hdf5Array needed(String name) {
            Hdf5Array found = array(name);
            if (found == null && problems.stream().noneMatch(problem -> problem.startsWith(name + " "))) {
                List<String> names = root.names();
                problems.add(name + " is missing; there is: "
                        + (names.isEmpty()
                                ? "nothing"
                                : String.join(", ", names.subList(0, Math.min(20, names.size())))));
            }
            return found;
        }

        private @Nullable Hdf5Array array(String name) {
            Hdf5Array found = root.array(name);
            if (found == null) {
                if (root.names().contains(name)) {
                    problems.add(name + " is a group, but must be an array");
                }
                return null;
            }
            if (!found.isNumeric()) {
                problems.add(name + " holds " + found.typeName() + ", but must hold numbers");
                return null;
            } else if (found.shape().isEmpty() || tail(found).contains(0L)) {
                problems.add(name + " has the shape " + found.shape() + ", but must have a row for each step");
                return null;
            }
            return found;
        }

        private static List<Long> tail(Hdf5Array array) {
            return array.shape()
                    .subList(Math.min(1, array.shape().size()), array.shape().size());
        }

        private void oneNumber(@Nullable Hdf5Array array) {
            if (array != null && array.shape().size() != 1 && !tail(array).equals(List.of(1L))) {
                problems.add(name(array) + " has the shape " + array.shape() + ", but must have one number a step");
            }
        }

        private void checkAgainst(Hdf5Array observations, @Nullable Hdf5Array next, @Nullable Hdf5Array... others) {
            if (next != null && !tail(next).equals(tail(observations))) {
                problems.add(
                        "next_observations has rows of " + tail(next) + ", but observations of " + tail(observations));
            }
            sameRows(next, observations);
            for (Hdf5Array each : others) {
                sameRows(each, observations);
            }
            if (observations.rows() == 0) {
                problems.add("it holds no steps: observations has no row");
            }
        }

        private void sameRows(@Nullable Hdf5Array array, Hdf5Array observations) {
            if (array != null && array.rows() != observations.rows()) {
                problems.add(
                        name(array) + " has " + array.rows() + " rows, but observations has " + observations.rows());
            }
        }

        private static String name(Hdf5Array array) {
            return array.path().substring(1);
        }

        private LeewayException failure() {
            return new LeewayException(
                    file.path() + " is not a dataset in D4RL's layout:\n  " + String.join("\n  ", problems));
        }
    }
}
