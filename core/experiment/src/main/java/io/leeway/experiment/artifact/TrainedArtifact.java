package io.leeway.experiment.artifact;

import io.leeway.experiment.store.Artifact;
import io.leeway.spi.Stateful;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.identity.CodeDigest;
import java.nio.file.Files;
import java.nio.file.Path;

/** The weights of something that was trained, with the record of its training; also a checkpoint of it. */
public abstract class TrainedArtifact extends Artifact {
    private final String part;

    /**
     * Stands for a folder, which may be empty yet.
     *
     * @param part the folder within it that holds the weights
     */
    protected TrainedArtifact(Path directory, String part) {
        super(directory);
        this.part = part;
    }

    /** Returns the folder of its weights. */
    public Path weights() {
        return resolve(part);
    }

    /** Returns whether its weights are there. */
    public boolean hasWeights() {
        return Files.isDirectory(weights());
    }

    /** Returns a digest of its weights. */
    public String weightsDigest() {
        return CodeDigest.ofFolder(weights());
    }

    /** Returns the record of its training. */
    public TrainingRecord record() {
        return TrainingRecord.of(this);
    }

    /** Keeps weights and record. */
    public void save(Stateful trained, TrainingRecord record) {
        trained.save(Folders.create(weights()));
        record.write(directory());
    }

    /** Goes on with weights and record. */
    public void load(Stateful trained, TrainingRecord record) {
        trained.load(weights());
        record.read(directory());
    }

    /**
     * Gives something fresh these weights.
     *
     * @param close closes it where that fails
     */
    public <T extends Stateful> T loaded(T fresh, Runnable close) {
        try {
            fresh.load(weights());
            return fresh;
        } catch (RuntimeException | Error failure) {
            close.run();
            throw failure;
        }
    }
}
