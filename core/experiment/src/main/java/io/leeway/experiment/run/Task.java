package io.leeway.experiment.run;

import java.util.List;

/**
 * A piece of work that a {@link Schedule} does once others are done.
 *
 * @param id what others call it
 * @param title what a user reads
 * @param inputs the ids of those that must have succeeded before
 * @param work fails by throwing
 */
public record Task(String id, String title, List<String> inputs, Runnable work) {}
