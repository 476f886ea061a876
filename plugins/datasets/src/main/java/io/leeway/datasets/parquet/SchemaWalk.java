package io.leeway.datasets.parquet;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** A walk through a schema, which lists a tree from its root on, each element before its children. */
final class SchemaWalk {
    private static final int DEEPEST = 100;

    private final Path path;
    private final List<SchemaElement> schema;
    private final Map<String, StoredColumn> columns = new LinkedHashMap<>();
    private int next = 1;

    SchemaWalk(Path path, List<SchemaElement> schema) {
        this.path = path;
        this.schema = schema;
    }

    /** Returns the columns below the root, by name. */
    Map<String, StoredColumn> columns() {
        int count = schema.isEmpty() ? 0 : schema.get(0).getNum_children();
        for (int i = 0; i < count; i++) {
            String name = element(next).getName();
            List<StoredColumn> leaves = new ArrayList<>();
            walk(name, new ArrayList<>(), 0, 0, leaves);
            if (leaves.size() == 1) {
                columns.put(name, leaves.get(0));
            } else if (!leaves.isEmpty()) {
                StoredColumn first = leaves.get(0);
                columns.put(name, with(first, "is a structure of " + leaves.size() + " parts"));
            }
        }
        return columns;
    }

    private SchemaElement element(int index) {
        if (index >= schema.size()) {
            throw new LeewayException(path + " is damaged: its schema ends too early");
        }
        return schema.get(index);
    }

    private void walk(String name, List<String> above, int repetitions, int definitions, List<StoredColumn> leaves) {
        SchemaElement element = element(next++);
        List<String> here = new ArrayList<>(above);
        here.add(element.getName());
        if (here.size() > DEEPEST) {
            throw new LeewayException(path + ": " + name + " is nested deeper than " + DEEPEST + " structures");
        }
        boolean repeated = element.getRepetition_type() == FieldRepetitionType.REPEATED;
        int repetition = repetitions + (repeated ? 1 : 0);
        int definition = definitions + (element.getRepetition_type() == FieldRepetitionType.REQUIRED ? 0 : 1);
        for (int i = 0; i < element.getNum_children(); i++) {
            walk(name, here, repetition, definition, leaves);
        }
        if (element.isSetType()) {
            leaves.add(leaf(name, here, element, repetition, definition));
        }
    }

    private static StoredColumn leaf(
            String name, List<String> here, SchemaElement element, int repetitions, int definitions) {
        PrimitiveTypeName kind = PrimitiveTypeName.valueOf(
                element.getType().name().equals("BYTE_ARRAY")
                        ? "BINARY"
                        : element.getType().name());
        PrimitiveType primitive = kind == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                ? new PrimitiveType(Repetition.REQUIRED, kind, element.getType_length(), element.getName())
                : new PrimitiveType(Repetition.REQUIRED, kind, element.getName());
        ElementType type = ParquetType.of(element);
        String problem = "";
        if (repetitions > 1) {
            problem = "has lists of lists, but must have numbers or lists of numbers";
        } else if (here.size() > 1 && repetitions == 0) {
            problem = "is a structure, but must have numbers or lists of numbers";
        } else if (type == null) {
            problem = "holds " + shown(element) + ", but must hold numbers or flags";
        }
        return new StoredColumn(
                name,
                List.copyOf(here),
                type,
                repetitions > 0,
                new ColumnDescriptor(here.toArray(String[]::new), primitive, repetitions, definitions),
                problem);
    }

    private static String shown(SchemaElement element) {
        if (element.isSetLogicalType()) {
            return element.getLogicalType().getSetField().getFieldName();
        }
        return element.isSetConverted_type()
                ? element.getConverted_type().name()
                : element.getType().name();
    }

    private static StoredColumn with(StoredColumn column, String problem) {
        return new StoredColumn(column.name(), column.path(), null, column.list(), column.descriptor(), problem);
    }
}
