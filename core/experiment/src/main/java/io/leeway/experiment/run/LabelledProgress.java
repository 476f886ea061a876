package io.leeway.experiment.run;

import io.leeway.spi.Progress;

/** The progress of one of several jobs, whose lines say which. */
final class LabelledProgress implements Progress {
    private final Progress shown;
    private final String suffix;

    LabelledProgress(Progress shown, String label) {
        this.shown = shown;
        suffix = label.isEmpty() ? "" : " [" + label + "]";
    }

    @Override
    public Task begin(String title, long total, String unit) {
        return shown.begin(title + suffix, total, unit);
    }

    @Override
    public void say(String line) {
        shown.say(line + suffix);
    }

    @Override
    public void check() {
        shown.check();
    }
}
