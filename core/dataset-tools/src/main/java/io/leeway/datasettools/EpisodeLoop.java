package io.leeway.datasettools;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;

/** A pass over a dataset, an episode at a time, with its progress. */
public final class EpisodeLoop {
    private EpisodeLoop() {}

    /** A consumer of episodes. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes the next episode.
         *
         * @param index from 0
         */
        void visit(int index, Episode episode);
    }

    /** A maker of visitors from a dataset's description. */
    @FunctionalInterface
    public interface Begin {
        Visitor begin(DatasetDescription description);
    }

    /**
     * Reads a dataset once, closing it after.
     *
     * @throws LeewayException if it cannot be read, or has no episode
     */
    public static void run(DatasetPath dataset, Progress progress, String title, Begin begin) {
        try (EpisodeReader reader = dataset.open()) {
            run(reader, dataset, progress, title, begin.begin(reader.description()));
        }
    }

    /** Reads the rest of an open dataset. */
    public static void run(
            EpisodeReader reader, DatasetPath dataset, Progress progress, String title, Visitor visitor) {
        long steps = Math.max(0, reader.steps());
        String unit = steps > 0 ? "steps" : "episodes";
        int index = 0;
        try (Progress.Task task = progress.begin(title + " " + dataset.path(), steps, unit)) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                visitor.visit(index++, episode);
                task.advance(steps > 0 ? episode.steps() : 1, "");
            }
        }
        if (index == 0) {
            throw new LeewayException(dataset.path() + " has no episode.");
        }
    }
}
