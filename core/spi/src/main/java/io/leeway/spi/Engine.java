package io.leeway.spi;

import java.util.List;

/** Runs the independent jobs of an experiment: here one after the other, elsewhere on a cluster. */
public interface Engine {
    /**
     * Runs every job to its end.
     *
     * @param jobs self-contained configurations, as bytes that may travel to another machine
     * @param runner what runs one of them, in this process
     * @throws LeewayException if a job failed, naming it; jobs that ended keep their results
     */
    void run(List<byte[]> jobs, JobRunner runner);

    /** Runs one job. */
    @FunctionalInterface
    interface JobRunner {
        /** Runs the job and returns when its results are kept. */
        void run(byte[] job);
    }
}
