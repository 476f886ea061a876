package io.leeway.wiring.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A reader of one YAML document into nodes, within bounds on its depth and on its size with all aliases followed. */
final class YamlReader {
    private static final int MAXIMUM_DEPTH = 64;
    private static final int MAXIMUM_NODES = 100_000;

    private final String source;
    private final boolean lines;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;

    private record Anchored(YamlNode node, int size) {}

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Location location;

        Unreadable(Location location, String text) {
            super(text);
            this.location = location;
        }
    }

    private YamlReader(String source, boolean lines, Problems problems) {
        this.source = source;
        this.lines = lines;
        this.problems = problems;
    }

    /** Reads a file's text; null if it is not YAML, which is then among the problems. */
    static @Nullable YamlNode read(String text, String source, Problems problems) {
        return new YamlReader(source, true, problems).read(text);
    }

    /** Reads the value of an option, every part of which is located at the option. */
    static @Nullable YamlNode readValue(String text, String option, Problems problems) {
        return new YamlReader(option, false, problems).read(text);
    }

    /** Reads what an option gives, every part of which is located at the option. */
    static YamlNode.Given readGiven(String text, String option) {
        Problems own = new Problems();
        YamlNode read = new YamlReader(option, false, own).read(text);
        return new YamlNode.Given(Location.of(option), text, own.count() == 0 ? read : null, own.all());
    }

    private @Nullable YamlNode read(String text) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(source).build();
            return document(new Parse(settings).parseString(text).iterator());
        } catch (Unreadable failure) {
            problems.add(failure.location, "", String.valueOf(failure.getMessage()));
        } catch (MarkedYamlEngineException failure) {
            Optional<Mark> mark = failure.getProblemMark().or(failure::getContextMark);
            problems.add(location(mark), "", "is not valid YAML: " + failure.getProblem());
        } catch (ReaderException failure) {
            problems.add(
                    lineOf(text, failure.getPosition()),
                    "",
                    "is not valid YAML: it has the unprintable character U+"
                            + String.format("%04X", failure.getCodePoint()));
        } catch (YamlEngineException failure) {
            problems.add(Location.of(source), "", "is not valid YAML: " + failure.getMessage());
        }
        return null;
    }

    private YamlNode document(Iterator<Event> events) {
        YamlNode root = new YamlNode.Scalar(lines ? new Location(source, 1, 1) : Location.of(source), "", true);
        int documents = 0;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                if (++documents > 1) {
                    throw new Unreadable(location(event), "begins a second document; keep one a file");
                }
                root = node(events.next(), events, 0);
            }
        }
        return root;
    }

    private YamlNode node(Event event, Iterator<Event> events, int depth) {
        Location location = location(event);
        if (depth > MAXIMUM_DEPTH) {
            throw new Unreadable(location, "is nested more than " + MAXIMUM_DEPTH + " levels deep");
        }
        int before = nodes;
        count(1, location);
        if (event instanceof AliasEvent alias) {
            return follow(alias, location);
        }
        refuseTag(event, location);
        YamlNode node;
        if (event instanceof ScalarEvent scalar) {
            node = new YamlNode.Scalar(location, scalar.getValue(), scalar.isPlain());
        } else if (event.getEventId() == Event.ID.SequenceStart) {
            node = sequence(location, events, depth);
        } else {
            node = mapping(location, events, depth);
        }
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, nodes - before)));
        return node;
    }

    private YamlNode sequence(Location location, Iterator<Event> events, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, events, depth + 1));
        }
        return new YamlNode.Sequence(location, Collections.unmodifiableList(items));
    }

    private YamlNode mapping(Location location, Iterator<Event> events, int depth) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            YamlNode key = node(event, events, depth + 1);
            YamlNode value = node(events.next(), events, depth + 1);
            if (!(key instanceof YamlNode.Scalar scalar)) {
                problems.add(key.location(), "", "has " + key.noun() + " as a key, but a key must be a text");
                continue;
            }
            YamlNode.Entry earlier = entries.putIfAbsent(scalar.text(), new YamlNode.Entry(key.location(), value));
            if (earlier != null) {
                String first = lines ? " on line " + earlier.key().line() : "";
                problems.add(
                        key.location(), "", "repeats the key '" + scalar.text() + "', which stands already" + first);
            }
        }
        return new YamlNode.Mapping(location, Collections.unmodifiableMap(entries));
    }

    private YamlNode follow(AliasEvent alias, Location location) {
        Anchored anchored = anchors.get(alias.getAlias().getValue());
        if (anchored == null) {
            throw new Unreadable(
                    location,
                    "refers to '*" + alias.getAlias().getValue() + "', but no '&"
                            + alias.getAlias().getValue() + "' is complete before it");
        }
        count(anchored.size(), location);
        return anchored.node();
    }

    private void count(int more, Location location) {
        nodes += more;
        if (nodes > MAXIMUM_NODES) {
            throw new Unreadable(location, "has more than " + MAXIMUM_NODES + " values, with every alias followed");
        }
    }

    private void refuseTag(Event event, Location location) {
        Optional<String> tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
        tag.filter(name -> !name.equals("!")).ifPresent(name -> {
            throw new Unreadable(
                    location, "has the tag '" + name + "', but a configuration is plain YAML without tags");
        });
    }

    private Location location(Event event) {
        return location(event.getStartMark());
    }

    private Location location(Optional<Mark> mark) {
        return mark.filter(present -> lines)
                .map(found -> new Location(source, found.getLine() + 1, found.getColumn() + 1))
                .orElse(Location.of(source));
    }

    private Location lineOf(String text, int position) {
        if (!lines) {
            return Location.of(source);
        }
        String before = text.substring(0, Math.min(position, text.length()));
        int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
        return new Location(source, line, before.length() - before.lastIndexOf('\n'));
    }
}
