package io.leeway.datasets.d4rl;

import io.leeway.datasets.attribute.AttributeValue;
import io.leeway.datasets.attribute.TypedAttributes;
import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Attributes;
import io.leeway.datasets.hdf5.input.Hdf5Group;
import io.leeway.datasets.hdf5.output.Hdf5Output;
import io.leeway.datasets.minari.space.SpaceJson;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.ActionSpaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The description that a file in D4RL's layout has of itself. */
final class D4rlDescription {
    /** The attribute that tells what timeouts mark. */
    static final String TIMEOUTS = "timeouts";

    private static final String LEFT_OUT = "left_out";
    private static final String OBSERVATION_SPACE = "observation_space";
    private static final String ACTION_SPACE = "action_space";
    private static final String ACTIONS = "actions";
    private static final int MOST_ATTRIBUTES = 1000;
    private static final int LONGEST = 100_000;

    private D4rlDescription() {}

    static DatasetDescription of(Hdf5Group root, D4rlColumns columns, boolean waypoints) {
        List<String> leftOut = new ArrayList<>(columns.leftOut());
        Map<String, String> attributes = attributes(root, leftOut);
        columns.all().forEach(array -> names(array.attributes())
                .forEach(name ->
                        leftOut.add("attribute " + name + " of " + array.path().substring(1))));
        Space observations = space(attributes, OBSERVATION_SPACE, columns.observations());
        Space actions = space(attributes, ACTION_SPACE, columns.actions());
        Space.Discrete choices = actions == null ? D4rlChoices.of(columns.actions()) : null;
        if (choices != null) {
            actions = choices;
            attributes.put(ACTIONS, "whole numbers, taken as choices from " + ActionSpaces.describe(choices));
        }
        if (waypoints) {
            attributes.put(
                    TIMEOUTS,
                    "mark reached waypoints: episodes are cut there, but not truncated (timeouts: time-limits changes"
                            + " it)");
        }
        if (!leftOut.isEmpty()) {
            String before = attributes.getOrDefault(LEFT_OUT, "");
            attributes.put(LEFT_OUT, (before.isEmpty() ? "" : before + ", ") + String.join(", ", leftOut));
        }
        return new DatasetDescription(observations, actions, attributes);
    }

    private static Set<String> names(Hdf5Attributes attributes) {
        Set<String> names = new TreeSet<>(attributes.leftOut());
        names.addAll(attributes.values().keySet());
        return names;
    }

    private static Map<String, String> attributes(Hdf5Group root, List<String> leftOut) {
        Hdf5Attributes stored = root.attributes();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        stored.values().forEach((name, value) -> {
            String type = stored.types().getOrDefault(name, AttributeValue.TEXT);
            AttributeValue attribute = value instanceof String text
                    ? AttributeValue.of(text.strip())
                    : new AttributeValue(value instanceof List ? type + "[]" : type, value);
            if (values.size() < MOST_ATTRIBUTES && attribute.text().length() <= LONGEST) {
                values.put(name, attribute);
            } else {
                leftOut.add("attribute " + name);
            }
        });
        stored.leftOut().forEach(name -> leftOut.add("attribute " + name));
        return TypedAttributes.texts(TypedAttributes.restored(values));
    }

    /** Takes a space out of the attributes, where there is one in Minari's JSON that fits the array. */
    private static @Nullable Space space(Map<String, String> attributes, String name, Hdf5Array array) {
        String json = attributes.get(name);
        if (json == null || !json.startsWith("{")) {
            return null;
        }
        try {
            Space space = SpaceJson.read(name, json);
            long width = array.shape().stream().skip(1).reduce(1L, Math::multiplyExact);
            boolean fits = space instanceof Space.Box box
                    ? box.size() == width && box.type().isReal() == array.type().isReal()
                    : !(space instanceof Space.Dict || space instanceof Space.Tuple || space instanceof Space.Text);
            if (fits) {
                attributes.remove(name);
                return space;
            }
        } catch (LeewayException notOurs) {
            // somebody else's text of that name stays an attribute
        }
        return null;
    }

    /** Writes what a dataset says of itself; parts of spaces side by side, as the arrays have them. */
    static void write(Hdf5Output output, DatasetDescription description) {
        Map<String, String> told = new LinkedHashMap<>();
        TypedAttributes.values(description.attributes()).forEach((name, value) -> {
            boolean held =
                    !value.type().equals(AttributeValue.JSON) && Hdf5Output.fits(value.elementType(), value.value());
            if (held) {
                output.attribute("", name, value.elementType(), value.value());
            } else {
                output.attribute("", name, value.text());
                told.put(name, value.type());
            }
        });
        if (!told.isEmpty()) {
            output.attribute("", DatasetDescription.ATTRIBUTE_TYPES, TypedAttributes.told(told));
        }
        write(output, OBSERVATION_SPACE, description.observationSpace());
        write(output, ACTION_SPACE, description.actionSpace());
    }

    private static void write(Hdf5Output output, String name, @Nullable Space space) {
        if (space != null) {
            String json =
                    SpaceJson.write(space instanceof Space.Dict || space instanceof Space.Tuple ? space.flat() : space);
            if (json.length() <= LONGEST) {
                output.attribute("", name, json);
            }
        }
    }
}
