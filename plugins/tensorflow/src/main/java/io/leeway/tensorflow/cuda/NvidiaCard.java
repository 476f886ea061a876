package io.leeway.tensorflow.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A GPU as the driver's {@code nvidia-smi} describes it.
 *
 * @param name such as {@code NVIDIA H100 80GB HBM3}
 * @param capability the compute capability, such as {@code 9.0}
 * @param memory such as {@code 81559 MiB}
 */
public record NvidiaCard(String name, String capability, String memory) {
    /** The oldest compute capability that this build of TensorFlow has code for. */
    static final String OLDEST = "6.0";

    private static final int PATIENCE_IN_SECONDS = 10;

    /** Returns the GPUs of this machine; none where {@code nvidia-smi} is missing or fails. */
    public static List<NvidiaCard> ofThisMachine() {
        return ask("nvidia-smi");
    }

    static List<NvidiaCard> ask(String program) {
        List<NvidiaCard> cards = new ArrayList<>();
        try {
            Process process = new ProcessBuilder(
                            program, "--query-gpu=name,compute_cap,memory.total", "--format=csv,noheader")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return cards;
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() == 0) {
                answer.lines().map(NvidiaCard::parse).forEach(cards::add);
            }
        } catch (IOException e) {
            return cards;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return cards;
    }

    private static NvidiaCard parse(String line) {
        String[] cells = line.split(",\\s*", 3);
        return new NvidiaCard(
                cells[0].strip(),
                cells.length > 1 ? cells[1].strip() : "unknown",
                cells.length > 2 ? cells[2].strip() : "unknown memory");
    }

    /** Returns whether TensorFlow has code for it; true where its compute capability is not known. */
    boolean suffices() {
        return !capability.matches("\\d+\\.\\d+") || Double.parseDouble(capability) >= Double.parseDouble(OLDEST);
    }

    @Override
    public String toString() {
        return name + ", compute capability " + capability + ", " + memory;
    }
}
