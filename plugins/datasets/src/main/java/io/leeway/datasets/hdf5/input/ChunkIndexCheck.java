package io.leeway.datasets.hdf5.input;

import io.jhdf.AbstractNode;
import io.jhdf.Utils;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.leeway.spi.LeewayException;
import java.nio.ByteBuffer;

/** The check of how many chunks an array claims to have, for which jHDF makes room before it looks for them. */
final class ChunkIndexCheck {
    private static final int LEAST_ENTRY_BYTES = 8;
    private static final int HEADER_BYTES = 64;

    private ChunkIndexCheck() {}

    /**
     * Checks an array.
     *
     * @param chunks how many its shape makes
     * @throws LeewayException if the file cannot hold an entry for each
     */
    static void check(Hdf5Input input, String path, ChunkedDataset dataset, double chunks) {
        check(input, path, chunks);
        if (dataset instanceof AbstractNode node
                && node.getHeader().hasMessageOfType(ChunkedDataLayoutMessageV4.class)) {
            ChunkedDataLayoutMessageV4 layout = node.getHeader().getMessageOfType(ChunkedDataLayoutMessageV4.class);
            if (layout.getAddress() >= 0
                    && layout.getIndexingType() == ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX) {
                // after signature and sizes, four lengths come before the count
                check(input, path, count(input, layout.getAddress(), 12 + 4 * input.lengthBytes()));
            } else if (layout.getAddress() >= 0
                    && layout.getIndexingType() == ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX) {
                check(input, path, count(input, layout.getAddress(), 18 + input.offsetBytes()));
            }
        }
    }

    private static double count(Hdf5Input input, long address, int offset) {
        int length = (int) Math.min(HEADER_BYTES, Math.max(0, input.size() - address));
        ByteBuffer header = input.bytes(address, length);
        header.position(offset);
        return Utils.readBytesAsUnsignedLong(header, input.lengthBytes());
    }

    private static void check(Hdf5Input input, String path, double chunks) {
        if (chunks < 0 || chunks > 1 + input.size() / (double) LEAST_ENTRY_BYTES) {
            throw new LeewayException(input.path() + ": " + path + " claims " + (long) chunks + " chunks in a file of "
                    + input.size() + " bytes. Copy or download it again, whole");
        }
    }
}
