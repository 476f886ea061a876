package io.leeway.diffusion.experience;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All that an agent had learned at one moment: the files that it keeps, in memory.
 *
 * @param files each file's bytes by its path in the agent's folder
 */
record AgentState(Map<String, byte[]> files) {
    /** Returns what an agent has learned by now. */
    static AgentState of(Agent agent) {
        Map<String, byte[]> files = new TreeMap<>();
        aside(folder -> {
            agent.save(folder);
            files.putAll(read(folder).files());
        });
        return new AgentState(files);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws LeewayException if it cannot be read, or is not there
     */
    static AgentState read(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new LeewayException(
                    "Cannot read the agent that guides the next trajectories from " + folder + ": "
                            + FileProblem.text(e),
                    e);
        }
        return new AgentState(files);
    }

    /** Writes it to a folder, which is made. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Path parent = path.getParent();
                Files.createDirectories(parent == null ? folder : parent);
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new LeewayException(
                    "Cannot keep the agent that guides the next trajectories in " + folder + ": " + FileProblem.text(e),
                    e);
        }
    }

    /** Gives it to an agent of the same configuration. */
    void load(Agent copy) {
        aside(folder -> {
            write(folder);
            copy.load(folder);
        });
    }

    private static void aside(Consumer<Path> work) {
        Path folder;
        try {
            folder = Files.createTempDirectory("leeway-agent");
        } catch (IOException e) {
            throw new LeewayException(
                    "Cannot make a folder for a copy of the agent in " + System.getProperty("java.io.tmpdir") + ": "
                            + FileProblem.text(e) + ". Choose another place with -Djava.io.tmpdir=FOLDER.",
                    e);
        }
        try {
            work.accept(folder);
        } finally {
            try {
                FileTree.delete(folder);
            } catch (IOException e) {
                folder.toFile().deleteOnExit();
            }
        }
    }
}
