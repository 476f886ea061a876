package io.leeway.tensorflow.agent;

import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkpoints of agents, to the byte. */
public final class TrainedBytes {
    private TrainedBytes() {}

    /** Returns the checkpoint after calls of so many updates each, and closes the agent. */
    public static byte[] of(Agent made, ExperienceSource experience, Path directory, int... calls) throws IOException {
        Files.createDirectories(directory);
        try (Agent agent = made) {
            for (int times : calls) {
                agent.update(experience, times);
            }
            return of(agent, directory);
        }
    }

    /** Returns the checkpoint of now. */
    public static byte[] of(Agent agent, Path directory) throws IOException {
        agent.save(directory);
        return Files.readAllBytes(directory.resolve("agent.npz"));
    }
}
