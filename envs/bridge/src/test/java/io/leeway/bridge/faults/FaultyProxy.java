package io.leeway.bridge.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server and does what networks do: ends a connection after so many bytes, in the middle
 * of whatever is on its way, or lets it go silent.
 */
public final class FaultyProxy implements AutoCloseable {
    /** What happens when the bytes are used up. */
    public enum Fault {
        /** Both sides are told: the connection is reset. */
        RESET,
        /** Both sides are told: the connection ends in order, which cuts a frame short. */
        END,
        /** Nobody is told anything: no byte passes any more. */
        SILENCE,
        /**
         * What follows is noise, and then the connection ends. Only encryption tells noise in the middle of a frame
         * from what was meant.
         */
        NOISE
    }

    private static final int NOISE_BYTES = 200;

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
    private final AtomicInteger faults = new AtomicInteger();
    private volatile int delayMillis;
    private volatile boolean down;

    /** Stands before the server at HOST:PORT. */
    public FaultyProxy(String address) {
        try {
            int colon = address.lastIndexOf(':');
            server = new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start(this::accept);
    }

    /** Returns where clients connect. */
    public String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Spoils the connection once, when so many more bytes have passed one way; other connections after it are good. */
    public void spoil(Fault how, long bytesToServer, long bytesToClient) {
        synchronized (budget) {
            fault = how;
            toServer = bytesToServer;
            toClient = bytesToClient;
            passedToServer = 0;
            passedToClient = 0;
        }
    }

    /** Spoils connections one after another, each after up to 8,500 bytes more, until something is done. */
    public void spoilUntil(Future<?> done, Random random, Fault... faults) throws InterruptedException {
        while (!done.isDone()) {
            int before = faults();
            long bytes = random.nextInt(500, 8_500);
            boolean upwards = random.nextBoolean();
            Fault how = faults[random.nextInt(faults.length)];
            spoil(how, upwards ? bytes : Long.MAX_VALUE, upwards ? Long.MAX_VALUE : bytes);
            while (faults() == before && !done.isDone()) {
                Thread.sleep(2);
            }
        }
    }

    /** Begins an outage, in which connections break and nobody is let in, or ends it. */
    public void setDown(boolean down) {
        this.down = down;
        if (down) {
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException closed) {
                    // It is closed, which was the aim.
                }
            }
            sockets.clear();
        }
    }

    /** Has one outage, which ends after so long. */
    public void outage(int milliseconds) {
        setDown(true);
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        setDown(false);
    }

    /** Lets outages come and go until something is done: up and down for up to so many milliseconds. */
    public void failUntil(Future<?> done, Random random, int up, int most) throws InterruptedException {
        while (!done.isDone()) {
            Thread.sleep(random.nextInt(1, up));
            setDown(true);
            faults.incrementAndGet();
            Thread.sleep(random.nextInt(1, most));
            setDown(false);
        }
    }

    /** Holds every piece back for so long. */
    public void delay(int milliseconds) {
        delayMillis = milliseconds;
    }

    public int connections() {
        return connections.get();
    }

    /** Returns how many connections were spoilt. */
    public int faults() {
        return faults.get();
    }

    public long passedToServer() {
        synchronized (budget) {
            return passedToServer;
        }
    }

    public long passedToClient() {
        synchronized (budget) {
            return passedToClient;
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException closed) {
                // Nobody is let in any more.
            }
        }
    }

    /** Passes on what comes; but what was accepted while the proxy was being closed is closed. */
    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket();
        try {
            upstream.connect(server);
        } catch (IOException gone) {
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        synchronized (sockets) {
            if (listening.isClosed() || down) {
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
        faults.incrementAndGet();
        if (how == Fault.RESET) {
            from.setSoLinger(true, 0);
            to.setSoLinger(true, 0);
        } else if (how == Fault.SILENCE) {
            Thread.sleep(60_000);
        } else if (how == Fault.NOISE) {
            byte[] noise = new byte[NOISE_BYTES];
            new Random(faults.get()).nextBytes(noise);
            to.getOutputStream().write(noise);
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
