package io.leeway.cli.progress;

import io.leeway.spi.Progress;
import io.leeway.spi.agent.Task;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Progress as lines, for logs and pipes: at the beginning, every ten seconds or tenth, and at the end; never more than
 * one line a second.
 */
public final class LineProgress implements Progress {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream stream;
    private final LongSupplier nanos;
    private long lastLine;

    /**
     * Makes a progress.
     *
     * @param nanos the time, in nanoseconds from some origin
     */
    public LineProgress(PrintStream stream, LongSupplier nanos) {
        this.stream = stream;
        this.nanos = nanos;
        this.lastLine = nanos.getAsLong() - SECOND;
    }

    @Override
    public Task begin(String title, long total, String unit) {
        return new Line(title, total, unit);
    }

    @Override
    public synchronized void say(String line) {
        stream.println(line);
    }

    private synchronized boolean print(String line) {
        long now = nanos.getAsLong();
        if (now - lastLine < SECOND) {
            return false;
        }
        lastLine = now;
        stream.println(line);
        return true;
    }

    private final class Line implements Task {
        private final String title;
        private final long total;
        private final String unit;
        private final Rate rate = new Rate();
        private final long begun = nanos.getAsLong();
        private long shownAt = begun;
        private long shown;
        private long done;
        private boolean closed;

        Line(String title, long total, String unit) {
            this.title = title;
            this.total = total;
            this.unit = unit;
            print(title + ": " + count(total));
        }

        @Override
        public synchronized void advance(long amount, String detail) {
            done += amount;
            long now = nanos.getAsLong();
            rate.note(now, done);
            boolean due = now - shownAt >= PERIOD || (done - shown) * 10 >= total;
            if (due && done < total && !endIsNear() && print(state(detail))) {
                shownAt = now;
                shown = done;
            }
        }

        /** A line now would keep the last one, a moment later, from being shown. */
        private boolean endIsNear() {
            return rate.remaining(total).filter(left -> left.toMillis() < 1100).isPresent();
        }

        private String state(String detail) {
            StringBuilder line =
                    new StringBuilder(title + ": " + String.format(Locale.ROOT, "%,d", done) + " of " + count(total));
            if (total > 0) {
                line.append(" (").append(100 * done / total).append(" %)");
            }
            rate.perSecond().ifPresent(speed -> line.append(", " + Words.number(speed) + " " + unit + "/s"));
            rate.remaining(total).ifPresent(left -> line.append(", " + Words.duration(left) + " left"));
            return line + (detail.isEmpty() ? "" : ", " + detail);
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                Duration took = Duration.ofNanos(nanos.getAsLong() - begun);
                String what =
                        done >= total ? "done," : "stopped after " + String.format(Locale.ROOT, "%,d", done) + " of";
                print(title + ": " + what + " " + count(total) + " in " + Words.duration(took));
            }
        }

        private String count(long amount) {
            return String.format(Locale.ROOT, "%,d", amount) + " " + unit;
        }
    }
}
