package io.leeway.cli.machine;

import io.leeway.spi.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The diagnostic of the Python that {@code leeway env serve gymnasium} needs, found as the script that it runs does.
 */
final class PythonDiagnostic implements Diagnostic {
    private static final String QUESTION = "import sys; print('%d.%d.%d %s' % (*sys.version_info[:3], sys.executable));"
            + " sys.exit(sys.version_info < (3, 10))";

    private final List<String> candidates = new ArrayList<>();

    PythonDiagnostic(Map<String, String> environment) {
        String chosen = environment.getOrDefault("LEEWAY_PYTHON", "");
        if (!chosen.isEmpty()) {
            candidates.add(chosen);
            return;
        }
        candidates.addAll(List.of("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"));
    }

    @Override
    public List<Finding> examine() {
        List<String> old = new ArrayList<>();
        for (String candidate : candidates) {
            try {
                Process process = new ProcessBuilder(candidate, "-c", QUESTION)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    continue;
                }
                String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                if (process.exitValue() == 0) {
                    return List.of(new Finding(Status.OK, "Python", answer, ""));
                }
                old.add(answer.isEmpty() ? candidate : answer);
            } catch (IOException absent) {
                // The next one may be there.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return List.of(new Finding(
                Status.WARNING,
                "Python",
                "none of 3.10 or newer" + (old.isEmpty() ? "" : "; found " + String.join(", ", old)),
                "Serving Gymnasium's environments needs one; nothing else does. Install it, or set LEEWAY_PYTHON."));
    }
}
