package dev.kbench.table;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rows given as maps or records.
final class Rows {
    private Rows() {}

    static Map<String, ?> toMap(Object row, int index) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        switch (row) {
            case Map<?, ?> map ->
                    map.forEach(
                            (name, value) -> {
                                if (!(name instanceof String text)) {
                                    throw new IllegalArgumentException(
                                            "row %d: a column's name must be text, got %s"
                                                    .formatted(index, name));
                                }
                                values.put(text, value);
                            });
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    values.put(component.getName(), component(record, component));
                }
            }
            default ->
                    throw new IllegalArgumentException(
                            "row %d: expected a map or a record, got a %s"
                                    .formatted(index, row.getClass().getName()));
        }
        return values;
    }

    static @Nullable Object component(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "component '%s' of %s cannot be read: %s"
                            .formatted(component.getName(), record.getClass().getName(), e),
                    e);
        }
    }
}
