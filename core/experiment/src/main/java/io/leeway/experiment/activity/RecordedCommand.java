package io.leeway.experiment.activity;

import io.leeway.spi.LeewayException;
import io.leeway.wiring.file.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command that makes a sweep, as its folder keeps it: the same again goes on. Whoever can write to the folder can
 * change it, so that no other command is read from it, and no option that loads code or names another machine.
 *
 * @param arguments of the program, without the folder of runs: {@code sweep}, the file, and options
 * @param directory the working directory, to which relative paths of options are relative
 */
public record RecordedCommand(List<String> arguments, Path directory) {
    private static final String FILE = "command.json";
    private static final String COMMAND = "sweep";
    private static final Set<String> OPTIONS = Set.of("--set", "--jobs", "--device", "--checkpoint-every");
    private static final Set<String> FLAGS = Set.of("--yes");

    /** Copies the list. */
    public RecordedCommand {
        arguments = List.copyOf(arguments);
    }

    /** Keeps the command in a folder that is there. */
    public void write(Path folder) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("arguments", arguments);
        tree.put("directory", directory.toAbsolutePath().toString());
        Json.write(folder.resolve(FILE), tree);
    }

    /**
     * Reads the command of a folder.
     *
     * @throws LeewayException if there is none, or it is none that may be given again
     */
    public static RecordedCommand read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new LeewayException("It is not recorded how " + folder.getFileName()
                    + " was started: run 'leeway sweep FILE.yaml' again");
        }
        Map<String, Object> tree = Json.read(file);
        List<String> arguments = new ArrayList<>();
        if (tree.get("arguments") instanceof List<?> written) {
            written.forEach(argument -> arguments.add(String.valueOf(argument)));
        }
        String wrong = wrong(arguments);
        if (wrong != null) {
            throw new LeewayException(file + " is damaged, or somebody changed it: " + wrong);
        }
        Path yaml = Path.of(arguments.get(1));
        if (!Files.isRegularFile(yaml)) {
            throw new LeewayException("The sweep's file " + yaml + " is not there any more, or is on another machine");
        }
        return new RecordedCommand(arguments, Path.of(String.valueOf(tree.get("directory"))));
    }

    private static @Nullable String wrong(List<String> arguments) {
        if (arguments.size() < 2 || !arguments.get(0).equals(COMMAND)) {
            return "it does not begin with '" + COMMAND + "' and a file";
        } else if (!arguments.get(1).matches("/.*\\.ya?ml|[A-Za-z]:\\\\.*\\.ya?ml")) {
            return "'" + arguments.get(1) + "' is not the whole path of a YAML file";
        }
        Iterator<String> rest = arguments.subList(2, arguments.size()).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (FLAGS.contains(option)) {
                continue;
            }
            if (!OPTIONS.contains(option) || !rest.hasNext()) {
                return "'" + option + "' may not be given again";
            }
            rest.next();
        }
        return null;
    }
}
