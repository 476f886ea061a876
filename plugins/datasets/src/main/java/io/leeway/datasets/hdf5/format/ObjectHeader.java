package io.leeway.datasets.hdf5.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages that describe a group or an array (section IV.A.1). */
public final class ObjectHeader {
    private static final int MOST_CONTINUATIONS = 100_000;
    private static final int SHARED_DEEPEST = 4;

    private final FileBytes file;
    private final long address;
    private final List<Message> messages = new ArrayList<>();
    private int continuations;

    private ObjectHeader(FileBytes file, long address) {
        this.file = file;
        this.address = address;
    }

    /** Reads the header at an address. */
    public static ObjectHeader read(FileBytes file, long address) {
        ObjectHeader header = new ObjectHeader(file, address);
        Cursor start = file.at(address, 4);
        if (start.u1() == 1) {
            header.readOld();
        } else {
            header.readRecent();
        }
        return header;
    }

    /** Returns where the header is. */
    public long address() {
        return address;
    }

    FileBytes file() {
        return file;
    }

    private void readOld() {
        Cursor prefix = file.at(address, 16).skip(2);
        int count = prefix.u2();
        prefix.skip(4);
        oldMessages(file.at(address + 16, prefix.size()), count);
    }

    private void oldMessages(Cursor block, int count) {
        while (block.remaining() >= 8 && messages.size() < count) {
            int type = block.u2();
            int length = block.u2();
            int flags = block.u1();
            Cursor content = block.skip(3).piece(length);
            messages.add(new Message(type, (flags & 2) != 0, content));
            if (type == Message.CONTINUATION) {
                Cursor next = content.copy();
                long place = next.address();
                oldMessages(file.at(place, continued(next.length())), count);
            }
        }
    }

    private void readRecent() {
        Cursor start = file.upTo(address, 64).signature("OHDR");
        start.version("a header", 2, 2);
        int flags = start.u1();
        start.skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        long length = start.number(1 << (flags & 3));
        int prefix = start.position();
        if (length < 0 || length > file.size()) {
            throw new DamagedException("a header has " + length + " bytes");
        }
        Cursor whole = file.checked(address, prefix + length + Checksum.BYTES).skip(prefix);
        recentMessages(whole, (flags & 4) != 0);
    }

    private void recentMessages(Cursor block, boolean ordered) {
        int prefix = ordered ? 6 : 4;
        while (block.remaining() >= prefix) {
            int type = block.u1();
            int length = block.u2();
            int flags = block.u1();
            Cursor content = block.skip(ordered ? 2 : 0).piece(length);
            messages.add(new Message(type, (flags & 2) != 0, content));
            if (type == Message.CONTINUATION) {
                Cursor next = content.copy();
                long place = next.address();
                recentMessages(file.checked(place, continued(next.length())).signature("OCHK"), ordered);
            }
        }
    }

    private long continued(long length) {
        if (++continuations > MOST_CONTINUATIONS) {
            throw new DamagedException("a header goes on without end");
        }
        return length;
    }

    /** Returns whether there is a message of a type. */
    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type() == type);
    }

    /** Returns the contents of all messages of a type. */
    List<Cursor> all(int type) {
        return messages.stream()
                .filter(message -> message.type() == type)
                .map(message -> content(message, 0))
                .toList();
    }

    /** Returns the content of the first message of a type, or null where there is none. */
    @Nullable
    Cursor first(int type) {
        for (Message message : messages) {
            if (message.type() == type) {
                return content(message, 0);
            }
        }
        return null;
    }

    private Cursor content(Message message, int depth) {
        return message.shared()
                ? shared(file, message.type(), message.content().copy(), depth)
                : message.content().copy();
    }

    /** Follows a message that is in another header (section IV.A.2.w). */
    static Cursor shared(FileBytes file, int type, Cursor content, int depth) {
        int version = content.version("a shared message", 1, 3);
        int kind = content.u1();
        if (version == 1) {
            content.skip(6);
        } else if (version == 3 && kind == 1) {
            throw new UnreadException("keeps its description in the file's table of shared messages, which is not read:"
                    + " repack the file with 'h5repack OLD NEW'");
        }
        ObjectHeader other = read(file, content.address());
        for (Message message : other.messages) {
            if (message.type() == type && depth < SHARED_DEEPEST) {
                return other.content(message, depth + 1);
            }
        }
        throw new DamagedException("a shared message is not where it must be");
    }

    /** Returns whether this describes an array. */
    public boolean isArray() {
        return has(Message.DATASPACE) && has(Message.LAYOUT);
    }

    /** Returns whether this describes a group. */
    public boolean isGroup() {
        return has(Message.SYMBOL_TABLE) || has(Message.LINK_INFORMATION) || has(Message.LINK);
    }

    /** Returns the content of a message that must be there. */
    Cursor required(int type, String name) {
        Cursor content = first(type);
        if (content == null) {
            throw new DamagedException("it has no " + name);
        }
        return content;
    }
}
