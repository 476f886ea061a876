package io.leeway.diffusion.experience;

import io.leeway.spi.Progress;

/**
 * Shows nothing, and calls.
 *
 * @param begun when a piece of work begins
 * @param advanced when it reports
 * @param ended when it ends
 */
record HookedProgress(Runnable begun, Runnable advanced, Runnable ended) implements Progress {
    HookedProgress(Runnable begun, Runnable advanced) {
        this(begun, advanced, () -> {});
    }

    @Override
    public Task begin(String title, long total, String unit) {
        begun.run();
        return new Task() {
            @Override
            public void advance(long amount, String detail) {
                advanced.run();
            }

            @Override
            public void close() {
                ended.run();
            }
        };
    }

    @Override
    public void say(String line) {}
}
