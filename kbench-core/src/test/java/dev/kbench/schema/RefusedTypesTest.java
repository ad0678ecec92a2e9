package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import jakarta.validation.constraints.NotEmpty;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What cannot be a schema is refused with the path to it.
class RefusedTypesTest {
    private static final String EXPECTED =
            "; expected a primitive, String, an enum, a record, a sealed interface of records, a"
                    + " list, set, map, array or Optional of them, a type of java.time, BigDecimal,"
                    + " BigInteger, URI or UUID";

    record Item(Object price) {}

    record Order(List<Map<String, Item>> items) {}

    record Raw(@SuppressWarnings("rawtypes") List all) {}

    record Loop(Loop next) {}

    record Pair(Pair[] halves, @Size(min = 1) List<Pair> more) {}

    record Middle(Optional<String> name, Loop loop) {}

    record Outer(Optional<Outer> other, List<Middle> middles) {}

    sealed interface Chain permits Link, Knot {}

    record Link(Knot chain) implements Chain {}

    record Knot(Chain chain) implements Chain {}

    record Nest<T>(Optional<Nest<List<T>>> inner) {}

    record Twice(Optional<OptionalInt> value) {}

    record Keys(Map<Item[], String> map) {}

    record Wild(List<?> all) {}

    enum Nothing {}

    sealed interface Mixed permits Part, Kind {}

    record Part(int a) implements Mixed {}

    enum Kind implements Mixed {
        A
    }

    sealed interface Same {}

    interface A {
        record Both(int a) implements Same {}
    }

    interface B {
        record Both(int b) implements Same {}
    }

    record Limited(@Min(1) String text) {}

    record Sized(@Size(max = 1) int number) {}

    record Between(@Min(2) @Max(1) int number) {}

    record Narrow(@Size(min = 3) @jakarta.validation.constraints.Size(max = 2) String text) {}

    record NarrowList(@Size(max = 0) @NotEmpty List<String> all) {}

    record Matched(@Matches("(") String text) {}

    record Wrong(@Default("x") int number) {}

    record Outside(@Max(1) @Default("2") int number) {}

    private static void refused(Class<?> type, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.of(type)).withMessage(message);
    }

    @Test
    void withThePathToThem() {
        refused(
                Object.class,
                "$: java.lang.Object is none of the types that an answer can be read as"
                        + EXPECTED);
        refused(
                Order.class,
                "$.items[].*.price: java.lang.Object is none of the types that an answer can be"
                        + " read as"
                        + EXPECTED);
        refused(
                void.class,
                "$: void is none of the types that an answer can be read as" + EXPECTED);
        refused(
                Nothing.class,
                "$: dev.kbench.schema.RefusedTypesTest$Nothing has no constants" + EXPECTED);
    }

    @Test
    void whereTheyDoNotSayWhatStandsThere() {
        refused(
                List.class,
                "$: java.util.List has no type arguments; say of what, as in new TypeRef<List<…>>()"
                        + " {}");
        refused(
                Raw.class,
                "$.all: java.util.List has no type arguments; say of what, as in new"
                        + " TypeRef<List<…>>() {}");
        refused(Wild.class, "$.all[]: '?' does not say what stands there".replace("[]", ""));
        assertThatIllegalStateException()
                .isThrownBy(this::raw)
                .withMessage("a TypeRef needs its type: new TypeRef<List<Integer>>() {}");
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private void raw() {
        new TypeRef() {};
    }

    @Test
    void whereNoAnswerHasAnEnd() {
        refused(
                Loop.class,
                "$.next: dev.kbench.schema.RefusedTypesTest$Loop holds itself without end; make a"
                        + " component Optional, or a list");
        refused(
                Pair.class,
                "$.more[]: dev.kbench.schema.RefusedTypesTest$Pair holds itself without end; make a"
                        + " component Optional, or a list");
        refused(
                Outer.class,
                "$.middles[].loop.next: dev.kbench.schema.RefusedTypesTest$Loop holds itself"
                        + " without end; make a component Optional, or a list");
        refused(
                Chain.class,
                "$(Link).chain.chain: dev.kbench.schema.RefusedTypesTest$Chain holds itself"
                        + " without end; make a component Optional, or a list");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.of(new TypeRef<Nest<Integer>>() {}))
                .withMessageEndingWith(": the type is nested more than 60 deep");
    }

    @Test
    void whereJsonCannotTellThemApart() {
        refused(
                Twice.class,
                "$.value: java.util.Optional<java.util.OptionalInt> is absent in two ways, which"
                        + " JSON cannot tell apart"
                        + EXPECTED);
        refused(
                Keys.class,
                "$.map (its keys)[].price: java.lang.Object is none of the types that an answer can"
                        + " be read as"
                        + EXPECTED);
        refused(
                Mixed.class,
                "$: dev.kbench.schema.RefusedTypesTest$Mixed permits"
                        + " dev.kbench.schema.RefusedTypesTest$Kind, which is no record"
                        + EXPECTED);
        refused(
                Same.class,
                "$: dev.kbench.schema.RefusedTypesTest$Same has two records named Both" + EXPECTED);
    }

    @Test
    void whereALimitDoesNotSuitThem() {
        refused(Limited.class, "$.text: @Min is for numbers, not for a text");
        refused(
                Sized.class,
                "$.number: @Size is for texts, lists, sets, arrays and maps, not for a whole"
                        + " number");
        refused(Between.class, "$.number: no number is within its limits");
        refused(Narrow.class, "$.text: no size is within its limits");
        refused(NarrowList.class, "$.all: no size is within its limits");
        refused(Matched.class, "$.text: '(' is no regular expression: Unclosed group");
        refused(
                Wrong.class,
                "$.number: its default must be JSON, got 'x': the JSON has a word that stands for"
                        + " no value");
        refused(
                Outside.class,
                "$.number: its default 2 cannot be read: the answer must be at most 1");
    }

    @Test
    void asFieldsToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.fields("a"))
                .withMessage(
                        "expected names and types in turn, such as \"answer\", boolean.class; got 1"
                                + " of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.fields(int.class, "a"))
                .withMessage("expected a field's name at position 1, got int");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.fields("a", int.class, "a", int.class))
                .withMessage("the field 'a' stands there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.fields("a", "int"))
                .withMessage("field 'a': expected a class, a TypeRef or a Schema, got int");
        assertThatNullPointerException()
                .isThrownBy(() -> Schema.fields("a", null))
                .withMessage("field 'a': expected a class, a TypeRef or a Schema, got null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.fields("a", Item.class))
                .withMessageStartingWith("field 'a': $.price: java.lang.Object is none");
    }

    @Test
    void theRestIsMadeOnce() {
        assertThat(Schema.of(Part.class)).isSameAs(Schema.of(Part.class));
        TypeRef<List<Part>> parts = new TypeRef<>() {};
        assertThat(Schema.of(parts)).isSameAs(Schema.of(parts));
        assertThat(Schema.of(new TypeRef<Part>() {})).isSameAs(Schema.of(Part.class));
    }
}
