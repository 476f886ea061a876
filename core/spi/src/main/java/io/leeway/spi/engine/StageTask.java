package io.leeway.spi.engine;

import java.util.List;

/**
 * A stage as a value: all that a process on another machine needs to make its artifact, and nothing of the process that
 * asks.
 *
 * @param id its artifact's name in the store, such as {@code dataset-0a1b2c…}: two tasks of one id are the same work
 * @param title what a user reads, such as "dataset, seed 0"
 * @param inputs the ids of the stages that it is made of, all of them made by now
 * @param configuration what a {@link StageMaker} reads, as UTF-8 JSON: the experiment with all its defaults, the seed,
 *     and where the store is; to be handed on as it is
 */
public record StageTask(String id, String title, List<String> inputs, byte[] configuration) {
    /** Copies the inputs. */
    public StageTask {
        inputs = List.copyOf(inputs);
    }
}
