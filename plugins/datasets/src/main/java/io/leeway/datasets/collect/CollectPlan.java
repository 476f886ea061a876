package io.leeway.datasets.collect;

import io.leeway.spi.Configured;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import java.util.ArrayList;
import java.util.List;

/** A collection cut into parts, none of which spans two stages. */
final class CollectPlan {
    /**
     * A part.
     *
     * @param index from 0
     * @param behaviour who plays it
     * @param steps how many steps it has, at least 1
     * @param streams how many environments it is played in, each for a step at least
     */
    record Part(int index, Configured<Behaviour> behaviour, int steps, int streams) {
        /** Returns the steps of one stream. */
        int stepsOf(int stream) {
            return steps / streams + (stream < steps % streams ? 1 : 0);
        }

        /** Returns what everything random in it depends on; the first part's is the collection's own. */
        RandomSource random(RandomSource collection) {
            return index == 0 ? collection : collection.split("part-" + index);
        }
    }

    private final List<Part> parts = new ArrayList<>();

    CollectPlan(CollectConfig config) {
        List<Configured<Behaviour>> players = config.players();
        for (int stage = 0; stage < players.size(); stage++) {
            int left = config.steps() / players.size() + (stage < config.steps() % players.size() ? 1 : 0);
            while (left > 0) {
                int steps = Math.min(left, config.part());
                parts.add(new Part(parts.size(), players.get(stage), steps, Math.min(steps, config.streams())));
                left -= steps;
            }
        }
    }

    List<Part> parts() {
        return parts;
    }
}
