package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A value as a JSON schema that a user wrote has it. It is read as plain data: objects as {@link
/// Fields}, arrays as lists, numbers as {@link Long} where they are whole and fit and as {@link
/// BigDecimal} else. Nothing is repaired inside: what the schema forbids is refused.
///
/// It is filled while the schema is read, so that it can hold itself, and not changed afterwards.
final class RawShape implements Shape {
    private Set<String> types = Set.of();
    private @Nullable Set<String> allowed;
    private final Map<String, RawShape> properties = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private @Nullable RawShape others;
    private @Nullable RawShape names;
    private @Nullable RawShape items;
    private boolean unique;
    private final Map<String, List<RawShape>> choices = new LinkedHashMap<>();
    private Range range = Range.ALL;
    private final Map<String, Sizes> sizes = new LinkedHashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    void types(Set<String> all) {
        types = all;
    }

    void allow(List<?> values) {
        Set<String> written = new LinkedHashSet<>();
        values.forEach(value -> written.add(canonical(Json.of(value)).json()));
        if (allowed != null) {
            written.retainAll(allowed);
        }
        allowed = written;
    }

    void property(String name, RawShape shape) {
        properties.put(name, shape);
    }

    void require(String name) {
        required.add(name);
    }

    void others(RawShape shape) {
        others = shape;
    }

    void names(RawShape shape) {
        names = shape;
    }

    void items(RawShape shape) {
        items = shape;
    }

    void unique(boolean wanted) {
        unique = wanted;
    }

    void choose(String keyword, List<RawShape> shapes) {
        choices.merge(
                keyword,
                shapes,
                (old, more) -> {
                    List<RawShape> both = new ArrayList<>(old);
                    both.addAll(more);
                    return both;
                });
    }

    void range(Range narrower) {
        range = range.and(narrower);
    }

    void sizes(String of, Sizes narrower) {
        sizes.merge(of, narrower, Sizes::and);
    }

    void pattern(Pattern pattern) {
        patterns.add(pattern);
    }

    /// What the same value is held to as well.
    List<RawShape> onTheSpot() {
        return choices.values().stream().flatMap(List::stream).toList();
    }

    boolean isObject() {
        return types.equals(Set.of("object"));
    }

    @Override
    public @Nullable Object read(Json value, Spot at) {
        check(value, at, new RawChecks());
        return plain(value, at);
    }

    private static @Nullable Object plain(Json value, Spot at) {
        return switch (value) {
            case Json.Obj(List<Json.Member> members) -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                for (Json.Member member : members) {
                    fields.put(member.name(), plain(member.value(), at.field(member.name())));
                }
                yield new Fields(fields);
            }
            case Json.Arr(List<Json> all) -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                    list.add(plain(all.get(i), at.item(i)));
                }
                yield Collections.unmodifiableList(list);
            }
            case Json.Num _ -> Plain.number(Numeral.of(value, at));
            default -> Plain.of(value);
        };
    }

    /// @throws MisfitException if the value does not fit
    void check(Json value, Spot at, RawChecks checks) {
        checks.step();
        if (value instanceof Json.Num) {
            Numeral.of(value, at);
        }
        if (!types.isEmpty() && types.stream().noneMatch(type -> is(type, value))) {
            throw at.misfit("must be of type " + String.join(" or ", types), value);
        }
        if (allowed != null && !allowed.contains(canonical(value).json())) {
            throw at.misfit("must be one of " + String.join(", ", allowed), value);
        }
        switch (value) {
            case Json.Num(String digits) -> number(digits, value, at);
            case Json.Str(String text) -> text(text, value, at);
            case Json.Arr(List<Json> all) -> array(all, at, checks);
            case Json.Obj(List<Json.Member> members) -> object(members, at, checks);
            case Json.Bool _, Json.Null _ -> {}
        }
        choices.forEach((keyword, shapes) -> choose(keyword, shapes, value, at, checks));
    }

    private static boolean is(String type, Json value) {
        return switch (value) {
            case Json.Obj _ -> type.equals("object");
            case Json.Arr _ -> type.equals("array");
            case Json.Str _ -> type.equals("string");
            case Json.Bool _ -> type.equals("boolean");
            case Json.Null _ -> type.equals("null");
            case Json.Num(String digits) ->
                    type.equals("number")
                            || (type.equals("integer")
                                    && NumberShape.isWhole(new BigDecimal(digits)));
        };
    }

    private void number(String digits, Json value, Spot at) {
        String violated = range.violatedBy(new BigDecimal(digits));
        if (!violated.isEmpty()) {
            throw at.misfit(violated, value);
        }
    }

    private void text(String text, Json value, Spot at) {
        size("Length", text.codePointCount(0, text.length()), "characters", at);
        for (Pattern pattern : patterns) {
            if (!finds(pattern, text, at)) {
                throw at.misfit("must match " + pattern.pattern(), value);
            }
        }
    }

    private static boolean finds(Pattern pattern, String text, Spot at) {
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) {
            throw at.missing(
                    "cannot be matched with %s: it goes too deep on %d characters"
                            .formatted(pattern.pattern(), text.length()));
        }
    }

    private void array(List<Json> all, Spot at, RawChecks checks) {
        size("Items", all.size(), "items", at);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (items != null) {
                items.check(all.get(i), at.item(i), checks);
            }
            if (unique && !seen.add(canonical(all.get(i)).json())) {
                throw at.item(i).misfit("must not be there twice", all.get(i));
            }
        }
    }

    private void object(List<Json.Member> members, Spot at, RawChecks checks) {
        size("Properties", members.size(), "fields", at);
        Set<String> seen = new HashSet<>();
        for (Json.Member member : members) {
            Spot there = at.field(member.name());
            if (!seen.add(member.name())) {
                throw there.missing("is there twice");
            }
            if (names != null) {
                names.check(new Json.Str(member.name()), there, checks);
            }
            RawShape shape = properties.getOrDefault(member.name(), others);
            if (shape == null) {
                continue;
            }
            if (shape == others && shape.allowed != null && shape.allowed.isEmpty()) {
                throw there.misfit("was not asked for", member.value());
            }
            shape.check(member.value(), there, checks);
        }
        for (String name : required) {
            if (!seen.contains(name)) {
                throw at.field(name).missing("is missing");
            }
        }
    }

    private void size(String of, int size, String unit, Spot at) {
        String violated = sizes.getOrDefault(of, Sizes.ALL).violatedBy(size, unit);
        if (!violated.isEmpty()) {
            throw at.missing(violated);
        }
    }

    private static void choose(
            String keyword, List<RawShape> shapes, Json value, Spot at, RawChecks checks) {
        int fit = 0;
        for (RawShape shape : shapes) {
            MisfitException misfit = checks.misfit(shape, value, at);
            if (misfit == null) {
                fit++;
            } else if (keyword.equals("allOf")) {
                throw misfit;
            }
        }
        if (!keyword.equals("allOf") && (fit == 0 || (fit > 1 && keyword.equals("oneOf")))) {
            throw at.misfit(
                    "must fit %s of %d forms, it fits %d"
                            .formatted(
                                    keyword.equals("oneOf") ? "exactly one" : "one",
                                    shapes.size(),
                                    fit),
                    value);
        }
    }

    /// The same value in the one form that equal values share.
    private static Json canonical(Json value) {
        return switch (value) {
            case Json.Num(String digits) when Numeral.isOne(digits) ->
                    new Json.Num(new BigDecimal(digits).stripTrailingZeros().toString());
            case Json.Arr(List<Json> all) ->
                    new Json.Arr(all.stream().map(RawShape::canonical).toList());
            case Json.Obj(List<Json.Member> members) ->
                    new Json.Obj(
                            members.stream()
                                    .map(m -> new Json.Member(m.name(), canonical(m.value())))
                                    .sorted(java.util.Comparator.comparing(Json.Member::name))
                                    .toList());
            default -> value;
        };
    }

    @Override
    public Json write(@Nullable Object value) {
        return switch (value) {
            case Fields fields -> {
                List<Json.Member> members = new ArrayList<>();
                fields.asMap()
                        .forEach((name, inner) -> members.add(new Json.Member(name, write(inner))));
                yield new Json.Obj(members);
            }
            case List<?> list -> new Json.Arr(list.stream().map(this::write).toList());
            case null, default -> Json.of(value);
        };
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        throw new IllegalStateException("a schema that was written is sent as it is");
    }

    @Override
    public String expected() {
        return properties.isEmpty()
                ? "an object that fits the schema"
                : "an object with " + String.join(", ", properties.keySet());
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Obj(List<Json.Member> members)
                && (properties.isEmpty()
                        || members.stream().anyMatch(m -> properties.containsKey(m.name())));
    }
}
