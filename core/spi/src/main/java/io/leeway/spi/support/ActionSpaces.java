package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Space;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The action spaces that agents act in: a Box of floating point, and Discrete. */
public final class ActionSpaces {
    private static final int MOST_CHOICES = 4096;

    private ActionSpaces() {}

    /**
     * Returns the choices of an action space, or nothing where it is a Box of floating point.
     *
     * @param whose whose actions they are, such as {@code CartPole-v1} or a file
     * @throws LeewayException if it is neither, naming both and what would do
     */
    public static Optional<Space.Discrete> choices(String whose, Space space) {
        if (space instanceof Space.Box box && box.type().isReal()) {
            return Optional.empty();
        } else if (space instanceof Space.Discrete discrete) {
            if (discrete.count() > MOST_CHOICES) {
                throw new LeewayException("The actions of " + whose + " are one of " + discrete.count()
                        + " choices, but agents choose among " + MOST_CHOICES + " at most: each has a column");
            }
            return Optional.of(discrete);
        }
        throw refusal(whose, describe(space), remedy(space));
    }

    /** Returns the error for actions that no agent acts with. */
    static LeewayException refusal(String whose, String what, String remedy) {
        return new LeewayException("The actions of " + whose + " are " + what
                + ", but agents act in a Box of floating point or in a Discrete: " + remedy);
    }

    private static String remedy(Space space) {
        if (space instanceof Space.Box) {
            return "wrap the environment so that its actions are a Discrete, or a Box of float32 that it rounds, and"
                    + " record them so";
        } else if (space instanceof Space.MultiDiscrete || space instanceof Space.MultiBinary) {
            return "wrap the environment so that its actions are one Discrete, with a choice for each combination, and"
                    + " record them so";
        }
        return "wrap the environment so that its actions are one Box or one Discrete, and record them so";
    }

    /** Returns whether every choice of one space is one of the other. */
    public static boolean contains(Space.Discrete space, Space.Discrete other) {
        return space.start() <= other.start() && other.start() + other.count() <= space.start() + space.count();
    }

    /** Says in a few words what a space is. */
    public static String describe(Space space) {
        if (space instanceof Space.Box box) {
            return "a Box of " + box.type().name().toLowerCase(Locale.ROOT) + " of the shape " + box.shape();
        } else if (space instanceof Space.Discrete discrete) {
            return discrete.start() == 0
                    ? "Discrete(" + discrete.count() + ")"
                    : "Discrete(" + discrete.count() + ", start=" + discrete.start() + ")";
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return "MultiDiscrete(" + Arrays.toString(discrete.counts()) + ")";
        } else if (space instanceof Space.MultiBinary binary) {
            return "MultiBinary(" + binary.shape() + ")";
        } else if (space instanceof Space.Dict dict) {
            return dict.spaces().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + describe(entry.getValue()))
                    .collect(Collectors.joining(", ", "a Dict(", ")"));
        } else if (space instanceof Space.Tuple tuple) {
            return tuple.spaces().stream()
                    .map(ActionSpaces::describe)
                    .collect(Collectors.joining(", ", "a Tuple(", ")"));
        }
        return space.getClass().getSimpleName();
    }
}
