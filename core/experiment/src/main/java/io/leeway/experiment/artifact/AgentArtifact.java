package io.leeway.experiment.artifact;

import io.leeway.experiment.store.ArtifactType;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trained agent with its figures, and a few of the trajectories that it last learned from. */
public final class AgentArtifact extends TrainedArtifact {
    /** The type. */
    public static final ArtifactType<AgentArtifact> TYPE = new ArtifactType<>("agent", AgentArtifact::new);

    private static final String SUMMARY = "summary.json";
    private static final String PICTURED = "pictured.npz";
    private static final String EXPERIENCE = "experience";
    private static final String TRAJECTORIES = "trajectories";
    private static final int MOST_PICTURED = 64;

    /** Stands for a folder, which may be empty yet. */
    public AgentArtifact(Path directory) {
        super(directory, "agent");
    }

    /** Returns what a run calls the agent of an experience entry and a seed. */
    public static String name(String entry, long seed) {
        return ArtifactNames.of(entry, seed);
    }

    /** Keeps the figures. */
    public void write(AgentFigures figures) {
        Json.writeRecord(resolve(SUMMARY), figures);
    }

    /** Returns the figures. */
    public AgentFigures figures() {
        return Json.readRecord(resolve(SUMMARY), AgentFigures.class);
    }

    /** Keeps what the last refresh made, as a checkpoint does. */
    public void save(ExperienceSource experience) {
        experience.save(Folders.create(resolve(EXPERIENCE)));
    }

    /** Goes on with what the last refresh made. */
    public void load(ExperienceSource experience) {
        experience.load(resolve(EXPERIENCE));
    }

    /** Keeps the first of some trajectories, to be drawn. */
    public void picture(Trajectories trajectories) {
        Trajectories some = trajectories.slice(0, Math.min(MOST_PICTURED, trajectories.count()));
        new NumpyArchive()
                .put(
                        TRAJECTORIES,
                        some.values(),
                        some.count(),
                        some.horizon(),
                        some.layout().width())
                .write(resolve(PICTURED));
    }

    /** Returns whether there are trajectories to be drawn. */
    public boolean isPictured() {
        return Files.exists(resolve(PICTURED));
    }

    /** Returns the trajectories to be drawn, of a task with observations and actions of these sizes. */
    public Trajectories pictured(int observationSize, int actionSize) {
        NumpyArchive archive = NumpyArchive.read(resolve(PICTURED));
        int[] shape = archive.shape(TRAJECTORIES);
        TrajectoryLayout plain = TrajectoryLayout.of(observationSize, actionSize);
        TrajectoryLayout layout =
                shape[2] == plain.width() ? plain : new TrajectoryLayout(observationSize, actionSize, true);
        return new Trajectories(layout, shape[1], shape[0], archive.floats(TRAJECTORIES));
    }
}
