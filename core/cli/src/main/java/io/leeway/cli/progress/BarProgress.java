package io.leeway.cli.progress;

import io.leeway.spi.Progress;
import io.leeway.spi.agent.Task;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar in a terminal's last line, with the rate and the remaining time. */
public final class BarProgress implements Progress {
    private static final int REFRESH_MILLIS = 250;
    private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PrintStream stream;
    private final int columns;
    private final boolean ascii;
    private final LongSupplier nanos;
    private final Deque<Bar> bars = new ArrayDeque<>();

    /**
     * Makes a progress.
     *
     * @param columns the terminal's width
     * @param ascii whether the terminal shows nothing but ASCII
     * @param nanos the time, in nanoseconds from some origin
     */
    public BarProgress(PrintStream stream, int columns, boolean ascii, LongSupplier nanos) {
        this.stream = stream;
        this.columns = columns;
        this.ascii = ascii;
        this.nanos = nanos;
    }

    @Override
    public Task begin(String title, long total, String unit) {
        return new Bar(title, total, unit);
    }

    @Override
    public synchronized void say(String line) {
        stream.print("\r" + " ".repeat(columns - 1) + "\r" + line + System.lineSeparator());
        stream.flush();
    }

    /**
     * Draws the bar of the innermost work; those around it wait. Where another thread works in the background, theirs
     * take turns.
     */
    private synchronized void draw(Bar bar, String text) {
        if (isShown(bar)) {
            stream.print("\r" + text + " ".repeat(Math.max(0, columns - 1 - text.length())));
            stream.flush();
        }
    }

    private boolean isShown(Bar bar) {
        Map<Thread, Bar> innermost = new LinkedHashMap<>();
        bars.forEach(each -> innermost.put(each.thread, each));
        if (innermost.isEmpty()) {
            return false;
        }
        int turn = (int) Math.floorMod(nanos.getAsLong() / TURN_NANOS, (long) innermost.size());
        return List.copyOf(innermost.values()).get(turn) == bar;
    }

    private synchronized void push(Bar bar) {
        if (!bars.isEmpty()) {
            stream.println();
        }
        bars.addLast(bar);
    }

    private synchronized void pop(Bar bar) {
        if (bars.remove(bar)) {
            stream.println();
        }
    }

    private final class Bar implements Task {
        private final Thread thread = Thread.currentThread();
        private final ProgressBar bar;
        private final Rate rate = new Rate();
        private final String unit;
        private long done;

        Bar(String title, long total, String unit) {
            this.unit = unit;
            push(this);
            bar = ProgressBar.builder()
                    .setTaskName(title)
                    .setInitialMax(total)
                    .setStyle(ascii ? ProgressBarStyle.ASCII : ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .setEtaFunction(state -> remaining(total))
                    .setConsumer(new LineConsumer(columns - 1, text -> draw(this, text)))
                    .build();
        }

        private java.util.Optional<java.time.Duration> remaining(long total) {
            synchronized (rate) {
                return rate.remaining(total);
            }
        }

        @Override
        public void advance(long amount, String detail) {
            done += amount;
            String speed;
            synchronized (rate) {
                rate.note(nanos.getAsLong(), done);
                speed = rate.perSecond().stream()
                        .mapToObj(each -> Words.number(each) + " " + unit + "/s")
                        .findFirst()
                        .orElse("");
            }
            bar.setExtraMessage(speed + (speed.isEmpty() || detail.isEmpty() ? "" : ", ") + detail);
            bar.stepBy(amount);
        }

        @Override
        public void close() {
            bar.close();
            pop(this);
        }
    }
}
