package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Named arrays in one {@code .npz} file, as {@code numpy.load} reads it: how datasets and checkpoints are kept.
 *
 * <p>Arrays are {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code byte[]}, flat,
 * little-endian, row-major, with a shape. The same arrays give the same bytes. Entries are stored with a CRC-32, which
 * reading checks.
 */
public final class NumpyArchive {
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([<|][fiu][1248])', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), *\\}\\s*");
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int CHUNK = 1 << 16;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Creates an archive of no arrays. */
    public NumpyArchive() {}

    /**
     * One array.
     *
     * @param shape sizes from the slowest dimension to the fastest
     * @param array a primitive array of as many values
     */
    public record Entry(int[] shape, Object array) {}

    /** Adds an array; {@code shape} may be left out for one dimension. Returns this. */
    public NumpyArchive put(String name, Object array, int... shape) {
        int length = NumpyType.of(array).length(array);
        int[] dimensions = shape.length == 0 ? new int[] {length} : shape;
        if (product(dimensions) != length) {
            throw new IllegalArgumentException("The array '" + name + "' has " + length
                    + " values, which do not fill the shape " + Arrays.toString(dimensions));
        }
        if (entries.putIfAbsent(name, new Entry(dimensions, array)) != null) {
            throw new IllegalArgumentException("There are two arrays named '" + name + "'");
        }
        return this;
    }

    /** Returns the arrays by name, in the order in which they were added or read. */
    public Map<String, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Returns whether there is an array of that name. */
    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    /** Returns the shape of an array. */
    public int[] shape(String name) {
        return entry(name).shape().clone();
    }

    /** Returns a float array. */
    public float[] floats(String name) {
        return get(name, float[].class);
    }

    /** Returns a double array. */
    public double[] doubles(String name) {
        return get(name, double[].class);
    }

    /** Returns an int array. */
    public int[] ints(String name) {
        return get(name, int[].class);
    }

    /** Returns a long array. */
    public long[] longs(String name) {
        return get(name, long[].class);
    }

    /** Returns a byte array. */
    public byte[] bytes(String name) {
        return get(name, byte[].class);
    }

    private <T> T get(String name, Class<T> type) {
        Object array = entry(name).array();
        if (!type.isInstance(array)) {
            throw new LeewayException("The array '" + name + "' holds "
                    + array.getClass().getSimpleName() + ", but " + type.getSimpleName() + " was expected");
        }
        return type.cast(array);
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new LeewayException("There is no array named '" + name + "'; there are " + entries.keySet());
        }
        return entry;
    }

    /**
     * Writes the file aside and moves it into place.
     *
     * @throws LeewayException if it cannot be written, for example because the disk is full
     */
    public void write(Path file) {
        try {
            Staged.writeLike(file, this::writeEntries);
        } catch (IOException e) {
            throw new LeewayException("Cannot write " + file + ": " + writeProblem(file, e), e);
        }
    }

    private void writeEntries(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                writeEntry(zip, entry.getKey(), entry.getValue());
            }
        }
    }

    private static String writeProblem(Path file, IOException problem) {
        Path folder = file.toAbsolutePath().getParent();
        return problem instanceof NoSuchFileException && folder != null && !Files.exists(folder)
                ? "the folder " + folder + " does not exist"
                : FileProblem.text(problem);
    }

    private static void writeEntry(ZipOutputStream zip, String name, Entry entry) throws IOException {
        NumpyType type = NumpyType.of(entry.array());
        byte[] header = header(type, entry.shape());
        CRC32 checksum = new CRC32();
        checksum.update(header);
        type.write(entry.array(), new OutputStream() {
            @Override
            public void write(int octet) {
                checksum.update(octet);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                checksum.update(bytes, offset, length);
            }
        });
        ZipEntry target = new ZipEntry(name + ".npy");
        long size = header.length + (long) type.length(entry.array()) * type.width;
        target.setSize(size);
        target.setCompressedSize(size);
        target.setCrc(checksum.getValue());
        target.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(target);
        zip.write(header);
        type.write(entry.array(), zip);
        zip.closeEntry();
    }

    private static byte[] header(NumpyType type, int[] shape) {
        StringBuilder text = new StringBuilder("{'descr': '" + type.code + "', 'fortran_order': False, 'shape': (");
        for (int size : shape) {
            text.append(size).append(", ");
        }
        text.setLength(text.length() - (shape.length > 1 ? 2 : 1));
        text.append("), }");
        while ((MAGIC.length + 2 + text.length() + 1) % 64 != 0) {
            text.append(' ');
        }
        byte[] body = text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(MAGIC.length + 2 + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    /**
     * Reads a file.
     *
     * @throws LeewayException if it is missing, truncated, altered (by CRC-32) or not such an archive, naming the file
     *     and the array
     */
    public static NumpyArchive read(Path file) {
        NumpyArchive archive = new NumpyArchive();
        String name = "";
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), CHUNK))) {
            List<String> names = new ArrayList<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                name = entry.getName().replaceAll("\\.npy$", "");
                archive.readEntry(name, new DataInputStream(zip));
                zip.closeEntry();
            }
            name = "";
            checkDirectory(file, names);
        } catch (NoSuchFileException e) {
            throw new LeewayException("Cannot read " + file + ": there is no such file", e);
        } catch (EOFException | ZipException | IllegalArgumentException | ArithmeticException e) {
            throw new LeewayException(
                    "Cannot read " + file + (name.isEmpty() ? "" : ", array '" + name + "'") + ": it is truncated,"
                            + " altered or not a NumPy archive (" + FileProblem.text(e)
                            + "). Delete it and make it again.",
                    e);
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + file + ": " + FileProblem.text(e), e);
        }
        return archive;
    }

    /** The directory at the file's end tells whether an entry was lost or renamed, which the entries alone do not. */
    private static void checkDirectory(Path file, List<String> names) throws IOException {
        try (ZipFile directory = new ZipFile(file.toFile())) {
            List<String> listed = directory.stream().map(ZipEntry::getName).toList();
            if (names.isEmpty()) {
                throw new ZipException("it holds no arrays");
            }
            if (!listed.equals(names)) {
                throw new ZipException("its directory lists " + listed + ", but it holds " + names);
            }
        }
    }

    private void readEntry(String name, DataInputStream input) throws IOException {
        byte[] magic = new byte[MAGIC.length];
        input.readFully(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new ZipException("not a NumPy array of format 1.0");
        }
        byte[] body = new byte[Short.toUnsignedInt(Short.reverseBytes(input.readShort()))];
        input.readFully(body);
        Matcher header = HEADER.matcher(new String(body, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new ZipException("unsupported header");
        }
        int[] shape = Arrays.stream(header.group(2).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        put(name, NumpyType.of(header.group(1)).read(input, product(shape)), shape);
        if (input.read() != -1) {
            throw new ZipException("more values than the shape says");
        }
    }

    private static int product(int[] shape) {
        long product = 1;
        for (int size : shape) {
            product = Math.multiplyExact(product, size);
        }
        if (product > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("an array of " + product + " values is too large");
        }
        return (int) product;
    }
}
