package io.leeway.spi;

/** A listener to long work, which reports to it how far it has come. */
public interface Progress {
    /** A listener that shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public Task begin(String title, long total, String unit) {
            return (amount, detail) -> {};
        }

        @Override
        public void say(String line) {}
    };

    /**
     * Begins a piece of work.
     *
     * @param title what is done, for example "Training denoiser, seed 0"
     * @param total how many units there are in all
     * @param unit the unit in the plural, for example "updates"
     */
    Task begin(String title, long total, String unit);

    /** Shows one line that stands by itself. */
    void say(String line);

    /**
     * Looks at whether the work is still wanted, where there is nothing to report: for what waits.
     *
     * @throws java.util.concurrent.CancellationException if the user asked to stop: let it through
     */
    default void check() {}

    /** A piece of work under way. */
    @FunctionalInterface
    interface Task extends AutoCloseable {
        /**
         * Reports that more is done. Work that takes longer than a second calls this at least once a second.
         *
         * @param amount units done since the last call, 0 or more
         * @param detail a few words beside the bar, such as "loss 0.31"; may be empty
         * @throws java.util.concurrent.CancellationException if the user asked to stop: let it through
         */
        void advance(long amount, String detail);

        /** Ends the piece of work, finished or not. */
        @Override
        default void close() {}
    }
}
