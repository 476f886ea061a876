package io.leeway.bridge.client.connection;

import io.leeway.spi.LeewayException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an environment, with the security and the timeouts of the connection.
 *
 * @param target HOST:PORT or unix:PATH
 * @param id the environment; empty for the server as such
 */
public record Endpoint(String target, String id, Security security, Timeouts timeouts, int maxMessageBytes) {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^\\s:/\\[\\]]+):(\\d{1,5})");

    /**
     * Checks the address.
     *
     * @throws LeewayException if there can be nothing at it from here, saying why
     */
    public void check() {
        if (isUnixSocket()) {
            if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
                throw new LeewayException("The target " + target
                        + " is a Unix socket, which works on Linux alone: let the server listen on 127.0.0.1:PORT");
            }
            if (security.tls()) {
                throw new LeewayException(
                        "The target " + target + " is a Unix socket, which needs no TLS: leave tls and its files out");
            }
            return;
        }
        Matcher matcher = ADDRESS.matcher(target);
        if (!matcher.matches() || port(matcher) < 1 || port(matcher) > 65_535) {
            throw new LeewayException("The target '" + target
                    + "' must be HOST:PORT or unix:PATH, as the server printed after 'Listening on'");
        }
        if (!security.tls() && security.token().isPresent() && !isLoopback(matcher.group(1))) {
            throw new LeewayException("A token would go to " + target
                    + " for everyone on the way to read: set tls to true, or leave the token out");
        }
    }

    public boolean isUnixSocket() {
        return target.startsWith("unix:");
    }

    /** Returns what the messages name: the environment at the server. */
    public String shown() {
        return id.isEmpty() ? target : id + " at " + target;
    }

    /** Returns how to start a server there. */
    public String remedy() {
        return "start a server with `leeway env serve gymnasium --id " + (id.isEmpty() ? "ID" : id) + " --listen "
                + target + "`";
    }

    private static int port(Matcher matcher) {
        return Integer.parseInt(matcher.group(2));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
