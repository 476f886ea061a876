package io.leeway.dashboard;

import io.leeway.wiring.file.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How long the page of a folder of many runs takes: the first time, when nothing was read yet, and the times after. It
 * prints, and asserts nothing: {@code java -cp … io.leeway.dashboard.FirstPageBenchmark 10000}.
 */
public final class FirstPageBenchmark {
    private static final int USUAL = 10_000;

    private FirstPageBenchmark() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
        Path runs = Files.createTempDirectory("leeway-runs-");
        try {
            for (int i = 0; i < count; i++) {
                SampleRuns.write(runs, "sample-" + i, i);
            }
            try (Dashboard dashboard = Dashboard.start(runs, "127.0.0.1", 0, false, (line, directory, output) -> {
                throw new IOException("nothing is started here");
            })) {
                int port = URI.create(dashboard.address()).getPort();
                say("The page's own files", port, "GET /");
                say("The first page of " + count + " runs, nothing read yet", port, "GET /api/view");
                for (int i = 0; i < 3; i++) {
                    Thread.sleep(1_000); // a younger answer is given again
                    say("The first page again", port, "GET /api/view");
                }
                say("The last page", port, "GET /api/view?page=" + (count / 50));
                say("A name", port, "GET /api/view?text=sample-77");
                say("A run", port, "GET /api/view?run=sample-77");
            }
        } finally {
            Folders.delete(runs);
        }
    }

    private static void say(String what, int port, String line) throws IOException {
        long began = System.nanoTime();
        RawRequest.Answer answer = RawRequest.ask(port, line, "Host: localhost");
        double millis = (System.nanoTime() - began) * 1e-6;
        System.out.printf(
                Locale.ROOT,
                "%-50s %8.1f ms, %d, %d characters%n",
                what,
                millis,
                answer.status(),
                answer.body().length());
    }
}
