package io.leeway.bridge.server.transport;

import io.leeway.spi.LeewayException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address at which a server listens. */
public sealed interface ListenAddress {
    /** HOST:PORT; an IPv6 host in brackets. */
    Pattern INTERNET = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]]+)):(\\d{1,5})");

    /** The beginning of a Unix socket's address. */
    String UNIX = "unix:";

    /** The longest path of a Unix socket that every system takes, in bytes. */
    int LONGEST_PATH = 80;

    /** Returns whether only this machine's users can connect. */
    boolean local();

    /** A port. */
    record Internet(InetSocketAddress socket) implements ListenAddress {
        @Override
        public boolean local() {
            return socket.getAddress().isLoopbackAddress();
        }
    }

    /** A Unix socket. */
    record Unix(Path path) implements ListenAddress {
        @Override
        public boolean local() {
            return true;
        }
    }

    /**
     * Reads an address.
     *
     * @param key whose value it is, for messages
     */
    static ListenAddress parse(String key, String text) {
        if (text.startsWith(UNIX)) {
            String path = text.substring(UNIX.length());
            if (path.isEmpty() || path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_PATH) {
                throw new LeewayException(
                        key + " is " + text + ", but a Unix socket's path has 1 to " + LONGEST_PATH + " bytes");
            }
            return new Unix(Path.of(path));
        }
        return new Internet(internet(key, text));
    }

    /** Reads HOST:PORT. */
    static InetSocketAddress internet(String key, String text) {
        Matcher matcher = INTERNET.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65535) {
            throw new LeewayException(
                    key + " is " + text + ", but must be HOST:PORT like 127.0.0.1:50051 or [::1]:50051 (port 0: any)");
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        try {
            return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(matcher.group(3)));
        } catch (UnknownHostException unknown) {
            throw new LeewayException(key + " is " + text + ", but there is no host " + host, unknown);
        }
    }

    /** Returns HOST:PORT of a bound socket. */
    static String shown(InetSocketAddress socket) {
        String host = socket.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getPort();
    }
}
