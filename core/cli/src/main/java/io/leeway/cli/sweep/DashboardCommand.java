package io.leeway.cli.sweep;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Interruption;
import io.leeway.dashboard.Dashboard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code leeway dashboard}: a live page of a folder of runs, until it is told to stop. */
@Command(
        name = "dashboard",
        description = {
            "Show the runs and sweeps of a folder on a live page, until ctrl-C.",
            "It reads what runs leave, whoever makes them and wherever: begin and end it at any time. Who opens the",
            "address with the token can stop runs and sweeps, and start them again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway dashboard",
            "  leeway dashboard /data/runs --port 8080",
            "  ssh -L 7717:127.0.0.1:7717 MACHINE leeway dashboard /data/runs"
        })
final class DashboardCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65_535;

    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Parameters(arity = "0..1", paramLabel = "RUNS", description = "The folder of all runs. Default: runs.")
    private Path runs = Path.of("runs");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it listens; 0 for any port that is free. Default: ${DEFAULT-VALUE}.")
    private int port = 7717;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address where it listens. Default: ${DEFAULT-VALUE}, which this machine alone reaches.")
    private String host = "127.0.0.1";

    @Option(
            names = "--allow-remote",
            description = "Allow an address that other machines reach: all of them can read the runs, and nothing is"
                    + " encrypted.")
    private boolean remote;

    DashboardCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LARGEST_PORT) {
            throw new UsageException("--port must be from 0 to " + LARGEST_PORT + ", but is " + port);
        }
        if (Files.exists(runs) && !Files.isDirectory(runs)) {
            throw new UsageException(runs + " is no folder: name the folder of all runs");
        }
        CountDownLatch end = new CountDownLatch(1);
        try (Dashboard dashboard =
                Dashboard.start(runs, host, port, remote, new ProcessLauncher(invocation.plugins()))) {
            Interruption.listening(invocation.output(), end::countDown);
            if (!Files.exists(runs)) {
                invocation.output().message(runs + " does not exist yet: it is shown once it does.");
            }
            invocation.output().line("Showing " + runs + " on " + dashboard.address());
            invocation.output().line("To stop and retry from the page, open " + dashboard.addressWithToken());
            if (remote) {
                invocation.output().message("Other machines can read all of it, and nothing is encrypted.");
            }
            end.await();
        }
        return 0;
    }
}
