package io.leeway.experiment.sweep;

import io.leeway.experiment.run.Schedule;
import io.leeway.experiment.run.Task;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A listener that keeps what became of each task, and says how far the sweep is. */
final class SweepWatch implements Schedule.Listener {
    private final SweepFolder folder;
    private final Progress progress;
    private final int total;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final Set<String> succeeded = new LinkedHashSet<>();
    private final Set<String> ended = new LinkedHashSet<>();

    SweepWatch(SweepFolder folder, Progress progress, int total) {
        this.folder = folder;
        this.progress = progress;
        this.total = total;
    }

    /** Returns why each task failed, or why another that it needs did. */
    Map<String, String> errors() {
        return errors;
    }

    /** Returns what was done to its end. */
    Set<String> succeeded() {
        return succeeded;
    }

    @Override
    public void started(Task task) {
        folder.add("started", task.id(), Map.of("title", task.title()));
    }

    @Override
    public void finished(Task task) {
        ended.add(task.id());
        succeeded.add(task.id());
        folder.add("finished", task.id(), Map.of());
        say("The " + task.title() + " is finished");
    }

    @Override
    public void failed(Task task, Throwable failure) {
        ended.add(task.id());
        boolean known = failure instanceof LeewayException;
        String error = known ? String.valueOf(failure.getMessage()) : failure.toString();
        errors.put(task.id(), error);
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("error", error);
        if (!known) {
            more.put("trace", trace(failure));
        }
        folder.add("failed", task.id(), more);
        say("The " + task.title() + " FAILED: " + error);
    }

    @Override
    public void skipped(Task task, Task cause) {
        ended.add(task.id());
        errors.put(task.id(), errors.getOrDefault(cause.id(), cause.title()));
        folder.add("skipped", task.id(), Map.of("cause", cause.id()));
    }

    private void say(String what) {
        progress.say("[" + ended.size() + "/" + total + "] " + what);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
