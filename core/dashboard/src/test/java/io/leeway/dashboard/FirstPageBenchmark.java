package io.leeway.dashboard;

import com.sun.management.OperatingSystemMXBean;
import io.leeway.dashboard.watch.RunsFolder;
import io.leeway.dashboard.watch.Views;
import io.leeway.dashboard.watch.Views.View;
import io.leeway.wiring.file.Folders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How long the page of a folder of many runs takes: the first time, when nothing was read yet, and the times after. It
 * prints, and asserts nothing: {@code java -cp … io.leeway.dashboard.FirstPageBenchmark 10000 FOLDER}. The folder is
 * filled where it is missing, and kept.
 */
public final class FirstPageBenchmark {
    private static final int USUAL = 10_000;

    private FirstPageBenchmark() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
        Path runs = arguments.length < 2 ? Files.createTempDirectory("leeway-runs-") : Path.of(arguments[1]);
        if (!Files.exists(runs.resolve("sample-" + (count - 1)))) {
            for (int i = 0; i < count; i++) {
                SampleRuns.write(runs, "sample-" + i, i);
            }
        }
        Views unread = new Views(new RunsFolder(runs));
        say("The first page of " + count + " runs, nothing read yet", () -> unread.json(new View("", "", "", "", 1)));
        try (Dashboard dashboard = Dashboard.start(runs, "127.0.0.1", 0, false, (line, directory, output) -> {
            throw new IOException("nothing is started here");
        })) {
            int port = URI.create(dashboard.address()).getPort();
            ask("The first page of a new server", port, "GET /api/view");
            for (int i = 0; i < 3; i++) {
                Thread.sleep(1_000); // a younger answer is given again
                ask("The first page again", port, "GET /api/view");
            }
            ask("The last page", port, "GET /api/view?page=" + (count / 50));
            ask("A name", port, "GET /api/view?text=sample-77");
            ask("A run", port, "GET /api/view?run=sample-77");
        }
        if (arguments.length < 2) {
            Folders.delete(runs);
        }
    }

    private static void ask(String what, int port, String line) throws IOException {
        say(what, () -> RawRequest.ask(port, line, "Host: localhost").body());
    }

    /** What is measured. */
    private interface Work {
        String text() throws IOException;
    }

    private static void say(String what, Work work) throws IOException {
        long began = System.nanoTime();
        long computed = computed();
        int length = work.text().length();
        System.out.printf(
                Locale.ROOT,
                "%-50s %8.1f ms, of which computing %8.1f ms, %d characters%n",
                what,
                (System.nanoTime() - began) * 1e-6,
                (computed() - computed) * 1e-6,
                length);
    }

    /** Returns how long the processors worked for this process, which other processes delay less. */
    private static long computed() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
