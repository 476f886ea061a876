package io.leeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A checkout with the real launcher, a Java that tells how it was called, and a Maven that notes each call. */
final class LauncherHome {
    private static final List<String> TOOLS = List.of(
            "bash",
            "sed",
            "dirname",
            "readlink",
            "cksum",
            "cut",
            "ls",
            "mkdir",
            "rm",
            "mv",
            "cat",
            "find",
            "head",
            "tail",
            "uname",
            "sleep",
            "touch",
            "grep",
            "stty",
            "env");

    private static final String BASH = "#!/usr/bin/env bash\n";

    private final Path folder;
    private final Path tools;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** What a call of the launcher came to. */
    record Result(int code, String results, String messages) {}

    LauncherHome(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        this.tools = Files.createDirectory(this.folder.resolve("tools"));
        for (String tool : TOOLS) {
            script(tools.resolve(tool), "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
        }
        Path checkout = Files.createDirectories(checkout().resolve("core/cli/src/main"));
        Files.writeString(checkout.resolve("Source.java"), "");
        Files.writeString(checkout().resolve("pom.xml"), "");
        Files.copy(Path.of("..", "..", "leeway"), launcher());
        environment.put("PATH", tools.toString());
        environment.put("HOME", this.folder.toString());
        environment.put("LANG", "en_US.UTF-8");
    }

    private static Path find(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    Path checkout() {
        return folder.resolve("check out");
    }

    Path launcher() {
        return checkout().resolve("leeway");
    }

    LauncherHome with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Installs a Java of that version and points JAVA_HOME to it. */
    LauncherHome java(String version) throws IOException {
        Path home = folder.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), BASH);
        script(home.resolve("bin/java"), BASH + """
                for argument; do
                  case "$argument" in
                    -XX:DumpLoadedClassList=*) touch "${argument#*=}"; exit ;;
                    -Xshare:dump) dump=yes ;;
                    -XX:SharedArchiveFile=*) if [ "${dump:-}" ]; then touch "${argument#*=}"; exit; fi ;;
                  esac
                done
                echo "I0000 00:00:1795458990.339605   25682 pass.cc:401] chatter" >&2
                echo "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR" >&2
                [ -z "${FAKE_ERROR:-}" ] || echo "$FAKE_ERROR" >&2
                [ -z "${FAKE_MESSAGE:-}" ] || echo "$FAKE_MESSAGE" >&"$LEEWAY_MESSAGES"
                printf 'argument %s\\n' "$@"
                env | sed -n -e '/^TF_/p' -e '/^LEEWAY_/p' -e '/^LC_ALL/p' -e '/^XLA_/p' | sed 's/^/variable /'
                """);
        return with("JAVA_HOME", home.toString());
    }

    /** Installs a Maven that builds by running {@code commands} in the checkout. */
    LauncherHome maven(String version, String commands) throws IOException {
        script(tools.resolve("mvn"), BASH + """
                if [ "$1" = --version ]; then echo "Apache Maven %s (abc)"; exit; fi
                echo "$@" >>"%s"
                %s
                """.formatted(version, calls(), commands));
        return this;
    }

    /** Installs a Maven that succeeds. */
    LauncherHome maven() throws IOException {
        return maven(
                "3.9.9", "sleep 1; mkdir -p core/cli/target/leeway/lib; touch core/cli/target/leeway/lib/leeway.jar");
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    /** Returns what Maven was called with, a line a call. */
    List<String> mavenCalls() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
    }

    private static void script(Path path, String text) throws IOException {
        Files.writeString(path, text);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }

    Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Result finish(Process process) throws IOException, InterruptedException {
        String results = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String messages = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), results, messages);
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return finish(start(launcher(), arguments));
    }
}
