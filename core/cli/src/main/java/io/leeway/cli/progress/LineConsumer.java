package io.leeway.cli.progress;

import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBarConsumer;

/** A consumer of rendered bars that asks the terminal for nothing. */
final class LineConsumer implements ProgressBarConsumer {
    private final int width;
    private final Consumer<String> target;

    LineConsumer(int width, Consumer<String> target) {
        this.width = width;
        this.target = target;
    }

    @Override
    public int getMaxRenderedLength() {
        return width;
    }

    @Override
    public void accept(String rendered) {
        target.accept(rendered);
    }

    @Override
    public void close() {}
}
