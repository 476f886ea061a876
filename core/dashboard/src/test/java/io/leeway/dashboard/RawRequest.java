package io.leeway.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request over a plain socket, in which every line is as the test wants it. */
public final class RawRequest {
    private static final int PATIENCE_MILLIS = 60_000;

    private RawRequest() {}

    /** An answer, whose head has the headers in lower case. */
    public record Answer(int status, String head, String body) {}

    /**
     * Asks.
     *
     * @param port of this machine
     * @param line for example {@code GET /}
     * @param headers whole lines; {@code Host} among them
     */
    public static Answer ask(int port, String line, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = text.split("\r\n\r\n", 2);
            int status = parts[0].isEmpty() ? 0 : Integer.parseInt(parts[0].split(" ", 3)[1]);
            return new Answer(status, parts[0].toLowerCase(java.util.Locale.ROOT), parts.length > 1 ? parts[1] : "");
        }
    }
}
