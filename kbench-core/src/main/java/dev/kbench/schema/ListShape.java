package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A list, a set or an array: any number of values of one shape. What is read cannot be changed,
/// but for an array.
///
/// @param item what each is
/// @param form what holds them
/// @param component the type of an array's items
/// @param sizes how many there may be
record ListShape(Shape item, Form form, Class<?> component, Sizes sizes) implements Shape {
    private static final int MOST_PROBLEMS = 10;

    /// What holds them.
    enum Form {
        /// A list, in order.
        LIST,
        /// A set, in the answer's order; none may be there twice.
        SET,
        /// An array.
        ARRAY
    }

    ListShape within(Sizes narrower) {
        return new ListShape(item, form, component, sizes.and(narrower));
    }

    @Override
    public Object read(Json value, Spot at) {
        if (!(value instanceof Json.Arr(List<Json> items))) {
            throw at.misfit("is no list", value);
        }
        List<AnswerProblem> problems = new ArrayList<>();
        String violated = sizes.violatedBy(items.size(), "items");
        if (!violated.isEmpty()) {
            problems.add(new AnswerProblem(at.path(), violated, ""));
        }
        List<@Nullable Object> read = new ArrayList<>(items.size());
        for (int i = 0; i < items.size() && problems.size() < MOST_PROBLEMS; i++) {
            try {
                read.add(item.read(items.get(i), at.item(i)));
            } catch (MisfitException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new MisfitException(problems);
        }
        return switch (form) {
            case LIST -> Collections.unmodifiableList(read);
            case SET -> set(read, items, at);
            case ARRAY -> array(read);
        };
    }

    private static Object set(List<@Nullable Object> read, List<Json> items, Spot at) {
        Set<@Nullable Object> set = new LinkedHashSet<>();
        for (int i = 0; i < read.size(); i++) {
            if (!set.add(read.get(i))) {
                throw at.item(i).misfit("must not be there twice", items.get(i));
            }
        }
        return Collections.unmodifiableSet(set);
    }

    private Object array(List<@Nullable Object> read) {
        Object array = Array.newInstance(component, read.size());
        for (int i = 0; i < read.size(); i++) {
            Array.set(array, i, read.get(i));
        }
        return array;
    }

    @Override
    public Json write(@Nullable Object value) {
        List<Json> items = new ArrayList<>();
        if (form == Form.ARRAY && value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(item.write(Array.get(value, i)));
            }
        } else {
            Class<?> type = form == Form.SET ? Set.class : Collection.class;
            for (Object each : (Collection<?>) Written.as(type, value, this)) {
                items.add(item.write(each));
            }
        }
        return new Json.Arr(items);
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema(definitions));
        sizes.describe(schema, "minItems", "maxItems");
        if (form == Form.SET) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

    @Override
    public String expected() {
        return "a list, each of it " + item.expected();
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Arr;
    }
}
