package io.leeway.bridge.server.transport;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file of a Unix socket, for its owner alone.
 *
 * <p>It is bound in a folder that nobody else can enter, and moved to its place once its permissions are set.
 */
public final class UnixSocket implements AutoCloseable {
    private final Path place;
    private final Path folder;

    private UnixSocket(Path place, Path folder) {
        this.place = place;
        this.folder = folder;
    }

    /**
     * Prepares a place; a socket that nobody listens on any more is replaced.
     *
     * @throws LeewayException if something else is there
     */
    public static UnixSocket at(Path place) {
        Path absolute = place.toAbsolutePath();
        try {
            removeStale(absolute);
            return new UnixSocket(
                    absolute,
                    Files.createTempDirectory(
                            absolute.getParent(),
                            ".l",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException failed) {
            throw new LeewayException("listen cannot use unix:" + place + ": " + failed, failed);
        }
    }

    private static void removeStale(Path place) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new LeewayException("listen is unix:" + place + ", but that is a file, a folder or a link already");
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
            throw new LeewayException("listen is unix:" + place + ", but a server listens there already"
                    + (channel.isConnected() ? "" : ", it seems"));
        } catch (IOException nobody) {
            Files.delete(place);
        }
    }

    /** Returns where to bind. */
    public Path bindingPlace() {
        return folder.resolve("s");
    }

    /** Shows the bound socket. */
    public void publish() {
        try {
            Files.setPosixFilePermissions(bindingPlace(), PosixFilePermissions.fromString("rw-------"));
            Files.move(bindingPlace(), place, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(folder);
        } catch (IOException failed) {
            throw new LeewayException("listen cannot use unix:" + place + ": " + failed, failed);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(place);
        Files.deleteIfExists(bindingPlace());
        Files.deleteIfExists(folder);
    }
}
