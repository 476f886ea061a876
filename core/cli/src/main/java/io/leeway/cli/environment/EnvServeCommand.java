package io.leeway.cli.environment;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.KeyArguments;
import io.leeway.cli.command.KeyOptions;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.plugins.ComponentDescription;
import io.leeway.cli.terminal.Interruption;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.KeyDescription;
import io.leeway.wiring.config.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The command {@code leeway env serve}: a server of an environment, until it is told to stop. */
@Command(
        name = "serve",
        preprocessor = KeyArguments.class,
        description = {
            "Serve an environment of a plugin over gRPC, until SIGTERM or ctrl-C.",
            "The first line of standard output is 'Listening on ADDRESS'.",
            "",
            "'leeway env serve gymnasium' serves Gymnasium's environments from Python: it makes a virtual environment"
                    + " on first use and takes the options of 'leeway env serve gymnasium --help'."
        },
        customSynopsis = "leeway env serve ID [--set KEY=VALUE]... [--SERVER-KEY VALUE]...",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway env serve maze2d-umaze-v1 --listen 127.0.0.1:50052",
            "  leeway env serve gymnasium --id HalfCheetah-v5 --listen 127.0.0.1:50051",
            "  leeway env serve maze2d --set layout=large --listen 0.0.0.0:50052 \\",
            "      --tls-certificate cert.pem --tls-key key.pem --token-file token"
        })
final class EnvServeCommand implements Callable<Integer> {
    private static final String SERVER = "grpc";

    private final Invocation invocation;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The environment, such as maze2d-umaze-v1; the name of its component, such as maze2d; or"
                    + " gymnasium.")
    private String name = "";

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set a key of the environment.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--drain-seconds",
            paramLabel = "SECONDS",
            description = "How long steps under way may take to finish when it is told to stop."
                    + " Default: ${DEFAULT-VALUE}.")
    private int drainSeconds = 10;

    @Option(
            names = {"-h", "--help"},
            description = "Show this help with the server's keys.")
    private boolean help;

    @Unmatched
    private List<String> keys = new ArrayList<>();

    EnvServeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (help || name.isEmpty()) {
            return describe();
        }
        if (name.equals("gymnasium")
                && invocation.registry().lookup(Environments.class, name).isEmpty()) {
            throw new UsageException(
                    "Gymnasium's environments are served by Python, which the launcher starts: './leeway env serve"
                            + " gymnasium ...' with these words first, or 'python -m leeway_gymnasium ...'.");
        }
        Configured<EnvironmentServer> server = invocation
                .configurations()
                .choose(
                        EnvironmentServer.class,
                        SERVER,
                        "leeway env serve " + name,
                        KeyOptions.settings(keys, KeyArguments.FLAGS));
        Environments environments = EnvironmentMaker.of(invocation.registry())
                .environments(
                        name,
                        "leeway env serve " + name,
                        settings.stream().map(Setting::of).toList());
        EnvironmentServer.Running running =
                invocation.components(Device.AUTO, Progress.NONE).create(server).serve(environments);
        Interruption interruption = Interruption.listening(invocation.output(), () -> drain(running));
        invocation.output().line("Listening on " + running.address());
        running.join();
        return interruption.requested() ? 0 : 1;
    }

    /** Lets what is under way finish, on a thread of its own: a signal's handler must return at once. */
    private void drain(EnvironmentServer.Running running) {
        invocation.output().message("Stopping: finishing the steps under way.");
        Thread drain = new Thread(() -> running.drain(Duration.ofSeconds(drainSeconds)), "drain");
        drain.setDaemon(true);
        drain.start();
    }

    private int describe() {
        if (name.isEmpty() && !help) {
            Stream<String> ids = invocation.registry().environmentIds().stream()
                    .map(registered -> registered.id().id());
            Stream<String> components = invocation.registry().ofKind(Environments.class).stream()
                    .map(registered -> registered.component().name());
            throw new UsageException("Which environment? There are: "
                    + Stream.concat(ids, components).collect(Collectors.joining(", ")) + ", gymnasium.");
        }
        spec.commandLine().usage(invocation.output().results());
        invocation.output().line("");
        invocation.output().line("Keys of the server:");
        List<KeyDescription> described = KeyDescription.of(invocation
                .registry()
                .find(EnvironmentServer.class, SERVER)
                .component()
                .configuration());
        ComponentDescription.keyLines(described, "--").forEach(invocation.output()::line);
        return 0;
    }
}
