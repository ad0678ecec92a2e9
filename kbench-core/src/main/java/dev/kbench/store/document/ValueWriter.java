package dev.kbench.store.document;

import dev.kbench.key.Digestible;
import dev.kbench.key.Params;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes a value so that it is read back as an equal one, whatever type was declared for it. Text,
/// booleans, `Integer`, `Double`, lists and maps with text keys are plain JSON: a number without a
/// point is an `Integer`, one with a point a `Double`. All else is an object with a `$` that names
/// its type.
public final class ValueWriter {
    private static final int DEEPEST = 200;

    private static final ClassValue<List<RecordComponent>> COMPONENTS =
            new ClassValue<>() {
                @Override
                protected List<RecordComponent> computeValue(Class<?> type) {
                    List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
                    components.forEach(component -> component.getAccessor().setAccessible(true));
                    return components;
                }
            };

    private final JsonGenerator out;
    private int depth;

    /// Makes one.
    ///
    /// @param out where to
    public ValueWriter(JsonGenerator out) {
        this.out = out;
    }

    /// Writes a value.
    ///
    /// @param value the value
    /// @throws UnreadableValueException for a type that could not be read back
    public void write(@Nullable Object value) {
        if (++depth > DEEPEST) {
            throw new UnreadableValueException("a value nested more than " + DEEPEST + " deep");
        }
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean b -> out.writeBoolean(b);
            case Integer i -> out.writeNumber(i);
            case Double d when Double.isFinite(d) -> out.writeRawValue(Double.toString(d));
            case Double d -> tagged("double", d.toString());
            case Enum<?> e -> constant(e);
            case Record record -> record(record);
            case Params params -> map(params.asMap());
            case Digestible content -> tagged("sha256", content.sha256());
            case Optional<?> optional -> wrapped("Optional", optional.orElse(null));
            case Map<?, ?> map -> map(map);
            case Set<?> set -> items("set", set);
            case List<?> list -> array(list);
            case Collection<?> collection -> items("list", collection);
            default -> other(value);
        }
        depth--;
    }

    private void other(Object value) {
        Tag tag = Tag.of(value);
        if (tag == null) {
            throw new UnreadableValueException("a " + value.getClass().getName());
        }
        tagged(tag.name(), value.toString());
    }

    private void tagged(String tag, String content) {
        out.writeStartObject();
        out.writeStringProperty(Tag.FIELD, tag);
        out.writeStringProperty(Tag.CONTENT, content);
        out.writeEndObject();
    }

    private void wrapped(String tag, @Nullable Object content) {
        out.writeStartObject();
        out.writeStringProperty(Tag.FIELD, tag);
        out.writeName(Tag.CONTENT);
        write(content);
        out.writeEndObject();
    }

    private void items(String tag, Collection<?> items) {
        out.writeStartObject();
        out.writeStringProperty(Tag.FIELD, tag);
        out.writeName(Tag.CONTENT);
        array(items);
        out.writeEndObject();
    }

    private void array(Collection<?> items) {
        out.writeStartArray();
        items.forEach(this::write);
        out.writeEndArray();
    }

    private void constant(Enum<?> constant) {
        out.writeStartObject();
        out.writeStringProperty(Tag.FIELD, "enum");
        out.writeStringProperty("type", constant.getDeclaringClass().getName());
        out.writeStringProperty(Tag.CONTENT, constant.name());
        out.writeEndObject();
    }

    private void record(Record record) {
        out.writeStartObject();
        out.writeStringProperty(Tag.FIELD, "record");
        out.writeStringProperty("type", record.getClass().getName());
        out.writeName(Tag.CONTENT);
        out.writeStartObject();
        for (RecordComponent component : COMPONENTS.get(record.getClass())) {
            out.writeName(component.getName());
            write(component(record, component.getAccessor()));
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static @Nullable Object component(Record record, Method accessor) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new UnreadableValueException(
                    "component '%s' of a %s, which threw"
                            .formatted(accessor.getName(), record.getClass().getName()));
        }
    }

    /// A map whose keys are not all text, or that would look like a tagged value, stands as pairs.
    private void map(Map<?, ?> map) {
        boolean plain =
                !map.containsKey(Tag.FIELD)
                        && map.keySet().stream().allMatch(key -> key instanceof String);
        if (plain) {
            out.writeStartObject();
            map.forEach(
                    (key, item) -> {
                        out.writeName((String) key);
                        write(item);
                    });
            out.writeEndObject();
            return;
        }
        out.writeStartObject();
        out.writeStringProperty(Tag.FIELD, "map");
        out.writeName(Tag.CONTENT);
        out.writeStartArray();
        map.forEach(
                (key, item) -> {
                    out.writeStartArray();
                    write(key);
                    write(item);
                    out.writeEndArray();
                });
        out.writeEndArray();
        out.writeEndObject();
    }
}
