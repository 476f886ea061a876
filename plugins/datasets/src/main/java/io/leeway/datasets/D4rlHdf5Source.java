package io.leeway.datasets;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads D4RL's layout (Fu et al. 2020): flat arrays of N steps, cut into episodes where {@code terminals} or
 * {@code timeouts} say so.
 *
 * <p>The observation after an episode's last step is the file's {@code next_observations}. A file without them does not
 * have it: the last step is left out, as D4RL's own reader does, or, where it is terminal, keeps its own observation in that
 * place. Steps after the last cut are an episode that merely ends. Actions must lie in [-1, 1].
 */
public final class D4rlHdf5Source implements DatasetSource {
    private final Path path;

    /** Creates the source. */
    @Inject
    public D4rlHdf5Source(D4rlHdf5Config config) {
        this.path = config.path();
    }

    @Override
    public boolean seeded() {
        return false;
    }

    @Override
    public String identity() {
        return digest();
    }

    @Override
    public Dataset load() {
        String digest = digest();
        Hdf5Columns columns = Hdf5Columns.read(path);
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("source", "d4rl-hdf5");
        provenance.put("file", path.getFileName().toString());
        provenance.put("sha256", digest);
        provenance.putAll(columns.attributes());
        return new D4rlEpisodes(path, columns).dataset(provenance);
    }

    private String digest() {
        try (InputStream file = Files.newInputStream(path);
                DigestInputStream digested = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchFileException e) {
            throw new LeewayException(
                    "There is no file " + path.toAbsolutePath().normalize()
                            + ": set dataset.path to a file in D4RL's HDF5 layout",
                    e);
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + path + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
