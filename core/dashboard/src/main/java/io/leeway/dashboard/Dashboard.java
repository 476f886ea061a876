package io.leeway.dashboard;

import io.leeway.dashboard.watch.RunsFolder;
import io.leeway.dashboard.web.Launcher;
import io.leeway.dashboard.web.PageServer;
import io.leeway.dashboard.web.RequestGuard;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A live page of a folder of runs. It reads what runs and sweeps leave there, at any time and whoever makes them; who
 * has its token may stop them and start them again.
 */
public final class Dashboard implements AutoCloseable {
    private final PageServer server;
    private final String host;
    private final String token;

    private Dashboard(PageServer server, String host, String token) {
        this.server = server;
        this.host = host;
        this.token = token;
    }

    /**
     * Starts to serve the page.
     *
     * @param runs the folder of all runs, which need not exist yet
     * @param host the address or name of this machine where it listens
     * @param port 0 for any that is free
     * @param remote whether it may listen where other machines reach it
     * @param launcher starts again what is asked for
     * @throws LeewayException if it cannot, saying why
     */
    public static Dashboard start(Path runs, String host, int port, boolean remote, Launcher launcher) {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new LeewayException("There is no host '" + host + "': --host takes an address of this machine", e);
        }
        if (!address.isLoopbackAddress() && !remote) {
            throw new LeewayException(
                    "The address " + host + " can be reached from other machines, without encryption and"
                            + " by everybody there: who reaches it sees all runs. Leave --host out and forward the port"
                            + " instead: ssh -L " + port + ":127.0.0.1:" + port + " MACHINE. If all is meant so, add"
                            + " --allow-remote");
        }
        String token = newToken();
        try {
            PageServer server = new PageServer(
                    new InetSocketAddress(address, port),
                    new RunsFolder(runs),
                    new RequestGuard(token, names(host, address)),
                    launcher);
            return new Dashboard(server, host, token);
        } catch (BindException e) {
            throw new LeewayException(
                    "The dashboard cannot listen on " + host + ":" + port + ", which is taken or not this machine's:"
                            + " choose another with --port, or any that is free with --port 0",
                    e);
        } catch (IOException e) {
            throw new LeewayException(
                    "The dashboard cannot listen on " + host + ":" + port + ": " + FileProblem.text(e), e);
        }
    }

    private static String newToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns by which names the server may be asked: on loopback none but localhost. */
    private static Set<String> names(String host, InetAddress address) {
        Set<String> names = new HashSet<>();
        if (!address.isLoopbackAddress()) {
            names.add(host.toLowerCase(Locale.ROOT));
            try {
                names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
                names.add(InetAddress.getLocalHost().getCanonicalHostName().toLowerCase(Locale.ROOT));
            } catch (UnknownHostException nameless) {
                return names;
            }
        }
        return names;
    }

    /** Returns the page's address. */
    public String address() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + shown + ":" + server.address().getPort() + "/";
    }

    /** Returns the page's address with the token, which a browser keeps and sends to nobody but this page. */
    public String addressWithToken() {
        return address() + "#token=" + token;
    }

    /** Returns the token. */
    public String token() {
        return token;
    }

    @Override
    public void close() {
        server.close();
    }
}
