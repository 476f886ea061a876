package io.leeway.experiment.sweep;

import io.leeway.spi.Progress;

/** A progress that says nothing of what is reused. */
record QuietProgress(Progress shown) implements Progress {
    @Override
    public Task begin(String title, long total, String unit) {
        return shown.begin(title, total, unit);
    }

    @Override
    public void say(String line) {}

    @Override
    public void check() {
        shown.check();
    }
}
