package io.leeway.environment.film;

import io.leeway.spi.environment.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A store of a film's pictures in bounded memory: of a film that is too long, every second picture is dropped and every
 * second one not taken from then on, so that it still shows the whole and takes as long.
 */
public final class FrameRecorder {
    private static final long MAXIMUM_BYTES = 128L << 20;
    private static final int MAXIMUM_FRAMES = 1000;
    private static final double FASTEST = 50;

    private final double stepsPerSecond;
    private final List<Picture> frames = new ArrayList<>();
    private final long maximumBytes;
    private int stride;
    private long offered;

    /**
     * Records.
     *
     * @param stepsPerSecond how fast the film is; a picture is taken of as many steps as 50 a second can show
     */
    public FrameRecorder(double stepsPerSecond) {
        this(stepsPerSecond, MAXIMUM_BYTES);
    }

    FrameRecorder(double stepsPerSecond, long maximumBytes) {
        if (!(stepsPerSecond >= 0.1) || stepsPerSecond > 10_000) {
            throw new IllegalArgumentException(
                    "A film has from 0.1 to 10000 steps a second, but was to have " + stepsPerSecond);
        }
        this.stepsPerSecond = stepsPerSecond;
        this.maximumBytes = maximumBytes;
        this.stride = (int) Math.max(1, Math.ceil(stepsPerSecond / FASTEST));
    }

    /** Takes a step's picture, if it is one's turn. */
    public void offer(Supplier<Picture> picture) {
        if (offered++ % stride == 0) {
            frames.add(picture.get());
            long bytes = (long) frames.size() * frames.get(0).pixels().length;
            if (frames.size() > 2 && (bytes > maximumBytes || frames.size() > MAXIMUM_FRAMES)) {
                thin();
            }
        }
    }

    private void thin() {
        for (int i = 1; i < frames.size(); i++) {
            frames.remove(i);
        }
        stride *= 2;
    }

    /** Returns how many pictures there are. */
    public int frames() {
        return frames.size();
    }

    /**
     * Writes the film as an animated GIF that repeats.
     *
     * @throws io.leeway.spi.LeewayException if nothing was recorded, or the file cannot be written
     */
    public void write(Path file) {
        new AnimatedGif(100 * stride / stepsPerSecond).write(frames, file);
    }
}
