package io.leeway.cli;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Output;
import io.leeway.cli.terminal.Terminal;
import io.leeway.wiring.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One call of the command.
 *
 * @param code the exit code
 * @param results what it printed on standard output
 * @param messages what it printed on standard error
 */
public record Call(int code, String results, String messages) {
    /** Calls with what is on the class path. */
    public static Call of(String... arguments) {
        return of(Registry.load(null), arguments);
    }

    /** Calls with given components. */
    public static Call of(Registry registry, String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        Output output = new Output(stream(results), stream(messages));
        int code = Leeway.run(new Invocation(output, Map.of(), Terminal.NONE, registry), arguments);
        return new Call(code, results.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    }

    /** Returns the last line of standard output, which scripts read. */
    public String lastLine() {
        return results.lines().reduce("", (before, line) -> line);
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
