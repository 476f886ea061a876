package io.leeway.bridge.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server and does what networks do: ends a connection after so many bytes, in the middle of
 * whatever is on its way, or lets it go silent.
 */
final class FaultyProxy implements AutoCloseable {
    /** What happens when the bytes are used up. */
    enum Fault {
        /** Both sides are told: the connection is reset. */
        RESET,
        /** Both sides are told: the connection ends in order, which cuts a frame short. */
        END,
        /** Nobody is told anything: no byte passes any more. */
        SILENCE
    }

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Object budget = new Object();
    private Fault fault = Fault.RESET;
    private long toServer = Long.MAX_VALUE;
    private long toClient = Long.MAX_VALUE;
    private long passedToServer;
    private long passedToClient;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int delayMillis;

    FaultyProxy(String address) {
        try {
            int colon = address.lastIndexOf(':');
            server = new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Spoils the connection once, when so many more bytes have passed one way; other connections after it are good. */
    void spoil(Fault how, long bytesToServer, long bytesToClient) {
        synchronized (budget) {
            fault = how;
            toServer = bytesToServer;
            toClient = bytesToClient;
            passedToServer = 0;
            passedToClient = 0;
        }
    }

    /** Holds every piece back for so long. */
    void delay(int milliseconds) {
        delayMillis = milliseconds;
    }

    int connections() {
        return connections.get();
    }

    long passedToServer() {
        synchronized (budget) {
            return passedToServer;
        }
    }

    long passedToClient() {
        synchronized (budget) {
            return passedToClient;
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket upstream = new Socket();
                upstream.connect(server);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                take(client, upstream);
            } catch (IOException gone) {
                // The client meets a closed or unanswered connection, which is what proxies are for.
            }
        }
    }

    /** Passes on what comes; but what was accepted while the proxy was being closed is closed. */
    private void take(Socket client, Socket upstream) throws IOException {
        synchronized (sockets) {
            if (listening.isClosed()) {
                client.close();
                upstream.close();
                return;
            }
            connections.incrementAndGet();
            sockets.add(client);
            sockets.add(upstream);
        }
        start(() -> pass(client, upstream, true));
        start(() -> pass(upstream, client, false));
    }

    private void pass(Socket from, Socket to, boolean upwards) {
        byte[] buffer = new byte[4096];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                if (delayMillis > 0) {
                    Thread.sleep(delayMillis);
                }
                int allowed = spend(read, upwards);
                out.write(buffer, 0, Math.abs(allowed));
                out.flush();
                if (allowed < read) {
                    spoil(from, to);
                    return;
                }
            }
        } catch (IOException ended) {
            // One side is gone, and so the other is closed.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many of the bytes may pass; the last ones that may close the account. */
    private int spend(int bytes, boolean upwards) {
        synchronized (budget) {
            long left = upwards ? toServer : toClient;
            if (bytes >= left) {
                toServer = Long.MAX_VALUE;
                toClient = Long.MAX_VALUE;
                return (int) Math.min(left, bytes - 1L);
            }
            if (upwards) {
                passedToServer += bytes;
                toServer -= toServer == Long.MAX_VALUE ? 0 : bytes;
            } else {
                passedToClient += bytes;
                toClient -= toClient == Long.MAX_VALUE ? 0 : bytes;
            }
            return bytes;
        }
    }

    private void spoil(Socket from, Socket to) throws IOException, InterruptedException {
        Fault how;
        synchronized (budget) {
            how = fault;
        }
        if (how == Fault.RESET) {
            from.setSoLinger(true, 0);
            to.setSoLinger(true, 0);
        } else if (how == Fault.SILENCE) {
            Thread.sleep(60_000);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            synchronized (sockets) {
                listening.close();
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
