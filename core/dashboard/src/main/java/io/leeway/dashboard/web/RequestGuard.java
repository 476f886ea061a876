package io.leeway.dashboard.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The guard of the server: who asks under a foreign name (as a page does whose name was made to point here), or acts
 * from a foreign page or without the token, is refused.
 */
public final class RequestGuard {
    /** The header that has the token. */
    public static final String TOKEN = "X-Leeway-Token";

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final byte[] token;
    private final Set<String> names;

    /**
     * Guards a server.
     *
     * @param token who has it may stop and retry
     * @param names of this machine by which it may be asked, besides localhost and addresses
     */
    public RequestGuard(String token, Set<String> names) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.names = names;
    }

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param message why, and what to do
     */
    public record Refusal(int status, String message) {}

    /** Returns why a request is refused, or nothing if it may be answered. */
    public Optional<Refusal> refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = one(headers, "Host");
        if (host == null || !isOurs(host)) {
            return Optional.of(new Refusal(
                    403, "The request is for the host '" + shown(host) + "', which is none of this server's names"));
        }
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Optional.empty();
            case "POST" -> refusal(headers, host);
            default -> Optional.of(new Refusal(405, "There is nothing but GET, HEAD and POST"));
        };
    }

    private Optional<Refusal> refusal(Headers headers, String host) {
        String origin = one(headers, "Origin");
        if (headers.containsKey("Origin") && !("http://" + host).equalsIgnoreCase(origin)) {
            return Optional.of(new Refusal(403, "The request comes from the page of another server"));
        }
        String site = one(headers, "Sec-Fetch-Site");
        if (headers.containsKey("Sec-Fetch-Site") && !"same-origin".equals(site) && !"none".equals(site)) {
            return Optional.of(new Refusal(403, "The request comes from the page of another server"));
        }
        String given = one(headers, TOKEN);
        boolean known = given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token);
        return known
                ? Optional.empty()
                : Optional.of(new Refusal(
                        401,
                        given == null
                                ? "The request has no token: it is in the address that was printed at the start"
                                : "The token is another one: it is in the address that was printed last"));
    }

    /** Returns whether a host is a name of this server: an address cannot be made to point elsewhere. */
    private boolean isOurs(String host) {
        String name = name(host);
        return name != null
                && (name.equals("localhost")
                        || names.contains(name)
                        || ADDRESS.matcher(name).matches());
    }

    private static @Nullable String name(String host) {
        try {
            URI uri = new URI("http", host, "/", null, null).parseServerAuthority();
            return uri.getUserInfo() != null || uri.getHost() == null
                    ? null
                    : uri.getHost().toLowerCase(Locale.ROOT);
        } catch (URISyntaxException none) {
            return null;
        }
    }

    /** Returns the value of a header that is given once. */
    private static @Nullable String one(Headers headers, String name) {
        List<String> values = headers.get(name);
        return values == null || values.size() != 1 ? null : values.get(0);
    }

    private static String shown(@Nullable String host) {
        String text = host == null ? "" : host.replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "?");
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
