package io.leeway.experiment.run;

import java.util.List;

/**
 * A stage of a run that was listed and not executed.
 *
 * @param name what its artifact is called among the run's checkpoints
 * @param title what a user reads
 * @param id its artifact's name in the store
 * @param inputs the names of the stages whose artifacts it is made of
 * @param finished whether the store has its artifact
 */
public record PlannedStage(String name, String title, String id, List<String> inputs, boolean finished) {}
