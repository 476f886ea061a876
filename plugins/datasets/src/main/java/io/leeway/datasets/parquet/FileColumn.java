package io.leeway.datasets.parquet;

import io.leeway.spi.environment.Space.ElementType;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;

/**
 * A column of a file: a number or a list of numbers a row.
 *
 * @param shape of a row; empty where it is one number
 */
record FileColumn(String name, ElementType type, List<Integer> shape) {
    int rowSize() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    boolean isList() {
        return !shape.isEmpty();
    }

    /** Returns the leaf's path. */
    List<String> path() {
        return isList() ? List.of(name, "list", "element") : List.of(name);
    }

    /** Adds the column to a schema. */
    void describe(List<SchemaElement> schema) {
        SchemaElement leaf =
                new SchemaElement(isList() ? "element" : name).setRepetition_type(FieldRepetitionType.REQUIRED);
        ParquetType.describe(leaf, type);
        if (isList()) {
            schema.add(new SchemaElement(name)
                    .setRepetition_type(FieldRepetitionType.REQUIRED)
                    .setNum_children(1)
                    .setConverted_type(ConvertedType.LIST)
                    .setLogicalType(LogicalType.LIST(new ListType())));
            schema.add(new SchemaElement("list")
                    .setRepetition_type(FieldRepetitionType.REPEATED)
                    .setNum_children(1));
        }
        schema.add(leaf);
    }
}
