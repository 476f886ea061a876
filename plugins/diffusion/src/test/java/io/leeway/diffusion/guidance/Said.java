package io.leeway.diffusion.guidance;

import io.leeway.spi.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * A progress display that keeps its lines.
 *
 * @param lines all of them
 */
public record Said(List<String> lines) implements Progress {
    public Said() {
        this(new ArrayList<>());
    }

    @Override
    public Task begin(String title, long total, String unit) {
        return (amount, detail) -> {};
    }

    @Override
    public void say(String line) {
        lines.add(line);
    }
}
