package io.leeway.datasets.hdf5.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group that is being written: children under way, and the addresses of finished ones. */
final class OutputGroup implements OutputNode {
    private final Map<String, OutputNode> open = new LinkedHashMap<>();
    private final Map<String, Long> finished = new LinkedHashMap<>();
    private final Attributes attributes = new Attributes();

    @Nullable
    OutputNode child(String name) {
        if (finished.containsKey(name)) {
            throw new IllegalStateException("'" + name + "' is finished already");
        }
        return open.get(name);
    }

    void add(String name, OutputNode child) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'" + name + "' cannot be a name in an HDF5 file");
        }
        open.put(name, child);
    }

    void finishChild(String name, OutputFile file) {
        OutputNode child = open.remove(name);
        if (child == null) {
            throw new IllegalStateException("There is no '" + name + "' to finish");
        }
        finished.put(name, child.finish(file));
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public long finish(OutputFile file) {
        open.forEach((name, child) -> finished.put(name, child.finish(file)));
        open.clear();
        ObjectHeader header = new ObjectHeader();
        header.add(ObjectHeader.SYMBOL_TABLE, SymbolTable.write(file, finished), false);
        attributes.write(file, header);
        return file.append(header.block());
    }
}
