package io.leeway.environment.film;

import io.leeway.environment.wrapper.VectorWrapper;
import io.leeway.spi.environment.VectorEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A wrapper that offers a recorder the picture of one environment after each reset and step; it must have been made
 * with pictures.
 */
public final class RecordFrames extends VectorWrapper {
    private final FrameRecorder recorder;
    private final int index;

    /**
     * Records one of the environments.
     *
     * @param index from 0
     */
    public RecordFrames(VectorEnvironment wrapped, int index, FrameRecorder recorder) {
        super(wrapped);
        this.index = java.util.Objects.checkIndex(index, wrapped.count());
        this.recorder = recorder;
    }

    @Override
    protected Reset resetOutcome(Reset reset, boolean @Nullable [] mask) {
        if (mask == null || mask[index]) {
            recorder.offer(() -> wrapped().render(index));
        }
        return reset;
    }

    @Override
    protected Step stepOutcome(Step step) {
        recorder.offer(() -> wrapped().render(index));
        return step;
    }
}
