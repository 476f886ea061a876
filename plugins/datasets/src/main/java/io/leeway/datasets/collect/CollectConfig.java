package io.leeway.datasets.collect;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Incidental;
import io.leeway.spi.environment.Behaviour;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;

/** The configuration of {@link CollectSource}. */
public record CollectConfig(
        @Default("{type: waypoint}")
        @Description("Who plays: waypoint (in maze2d), random, noisy, mixture, checkpoint, or another behaviour.")
        Configured<Behaviour> behaviour,

        @Default("[]")
        @Description(
                "Behaviours that play one after another for equal numbers of steps, in place of 'behaviour', such as"
                        + " checkpoints of growing skill: data like a replay buffer's.")
        List<Configured<Behaviour>> stages,

        @Default("100000") @Description("How many steps to record in all.") @Min(1)
        int steps,

        @Default("20")
        @Description("How many environments to play in at once; in each part, each gives part / streams steps, in one"
                + " episode where none terminates.")
        @Min(1)
        int streams,

        @Default("100000")
        @Description(
                "How many steps a part has. Each is played from its own seeds, and only one is in memory; a collection"
                        + " that was interrupted goes on after the parts that it has.")
        @Min(1)
        int part,

        @Default("false")
        @Description(
                "Whether episodes are truncated at the environment's time limit, as in Gymnasium; otherwise they go on,"
                        + " as in D4RL's maze2d.")
        boolean timeLimit,

        @Default("[]") @Description("The infos to record, by name; each must be numbers, and there in every step.")
        List<String> infos,

        @Incidental
        @Default("3")
        @Description(
                "How often the environment may fail, hang or be lost in a part; each time, what was played of it is"
                        + " played again.")
        @PositiveOrZero
        @Max(1000)
        int retries) {

    /** Checks that every stream and every stage has a step to make. */
    public CollectConfig {
        stages = List.copyOf(stages);
        infos = List.copyOf(infos);
        if (streams > steps) {
            throw new IllegalArgumentException(
                    "streams is " + streams + ", but must be at most the number of steps, " + steps);
        }
        if (stages.size() > steps) {
            throw new IllegalArgumentException(
                    "stages has " + stages.size() + " behaviours, but must have at most the number of steps, " + steps);
        }
    }

    /** Returns who plays, in order. */
    List<Configured<Behaviour>> players() {
        return stages.isEmpty() ? List.of(behaviour) : stages;
    }
}
