package dev.kbench.schema;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AnnotatedParameterizedType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an answer must look like, how a model is told so, and how the answer is read. The three are
/// made of one description, so that none allows what another refuses.
///
/// A schema can be had of
///
/// * primitives and their boxes, `String`, `BigDecimal`, `BigInteger`, `URI`, `UUID`, and the types
///   of `java.time`;
/// * enums, by their constants' names;
/// * records, whose components are of these types; nested, generic, recursive;
/// * sealed interfaces of records: a field `type` says which record it is;
/// * `List`, `Set`, `Collection`, arrays, `Map`, `Optional` and its primitive kin, of these types.
///
/// {@link Description}, {@link Min}, {@link Max}, {@link Size}, {@link Matches} and {@link Default}
/// stand on a record's components and on type arguments; those of `jakarta.validation` are known by
/// name. They are told to the model and enforced on the answer. A component that may be left out is
/// an `Optional`, has a default, or is marked with an annotation named `Nullable`.
///
/// A record is asked for as it is, any other value as `{"value": …}`. The schema of a type is made
/// once. Immutable.
///
/// @param <T> what a reading gives
public final class Schema<T> {
    private static final Schema<String> TEXT = new Schema<>(null, "text");
    private static final ClassValue<Schema<?>> SCHEMAS =
            new ClassValue<>() {
                @Override
                protected Schema<?> computeValue(Class<?> type) {
                    return TypeRef.class.isAssignableFrom(type) ? ofReference(type) : ofClass(type);
                }
            };

    private final @Nullable AnswerReader reader;
    private final String expected;
    private final @Nullable JsonSchema told;
    private final @Nullable JsonSchema json;

    private Schema(@Nullable AnswerReader reader, String expected) {
        this.reader = reader;
        this.expected = expected;
        this.told = reader == null ? null : Roots.schema(reader, false);
        this.json = reader == null ? null : Roots.schema(reader, true);
    }

    Schema(AnswerReader reader, JsonSchema json) {
        this.reader = reader;
        this.expected = reader.shape().expected();
        this.told = json;
        this.json = json;
    }

    private static Schema<?> of(Shape shape) {
        return new Schema<>(
                new AnswerReader(shape, !(shape instanceof ObjectShape)), shape.expected());
    }

    private static Schema<?> ofClass(Class<?> type) {
        if (type == String.class) {
            return TEXT;
        }
        return of(Shapes.of(Resolved.of(type, "$")));
    }

    private static Schema<?> ofReference(Class<?> reference) {
        AnnotatedParameterizedType parent =
                (AnnotatedParameterizedType) reference.getAnnotatedSuperclass();
        return of(
                Shapes.of(Resolved.of(parent.getAnnotatedActualTypeArguments()[0], Map.of(), "$")));
    }

    /// Any text, as the model gave it.
    ///
    /// @return the schema that asks for nothing
    public static Schema<String> text() {
        return TEXT;
    }

    /// The schema of a type. That of `String` takes any text, as the model gave it.
    ///
    /// @param type the type
    /// @param <T> the type; the box of a primitive
    /// @return its schema
    /// @throws IllegalArgumentException if there is none for the type; it names the component
    @SuppressWarnings("unchecked")
    public static <T> Schema<T> of(Class<T> type) {
        requireNonNull(type, "type: expected a class such as int.class, got null");
        return (Schema<T>) SCHEMAS.get(type);
    }

    /// The schema of a type with type arguments.
    ///
    /// @param type the type
    /// @param <T> the type
    /// @return its schema
    /// @throws IllegalArgumentException if there is none for the type; it names the component
    @SuppressWarnings("unchecked")
    public static <T> Schema<T> of(TypeRef<T> type) {
        requireNonNull(
                type, "type: expected a type such as new TypeRef<List<Integer>>() {}, got null");
        return type.type() instanceof Class<?> plain
                ? (Schema<T>) SCHEMAS.get(plain)
                : (Schema<T>) SCHEMAS.get(type.getClass());
    }

    /// The schema of an object with certain fields, without a type of its own:
    /// `Schema.fields("answer", boolean.class, "explanation", String.class)`.
    ///
    /// @param namesAndTypes names, each followed by its type: a class, a {@link TypeRef} or another
    ///   schema
    /// @return the schema
    /// @throws IllegalArgumentException if a name has no type, a type no schema, or a name stands
    ///   there twice
    @SuppressWarnings("unchecked")
    public static Schema<Fields> fields(Object... namesAndTypes) {
        return (Schema<Fields>) of(FieldsMaker.shape(namesAndTypes));
    }

    /// A schema that is written as JSON. It must describe an object; keywords that could not be
    /// enforced on the answer are refused.
    ///
    /// @param json a JSON schema (draft 2020-12): `type`, `enum`, `const`, `properties`,
    ///   `required`, `additionalProperties`, `items`, `anyOf`, `oneOf`, `allOf`, `$defs` and `$ref`
    ///   into it, the limits of numbers, sizes and patterns, and what only tells: `title`,
    ///   `description`, `default`, `examples`, `format`
    /// @return the schema
    /// @throws IllegalArgumentException if it is no such schema
    public static Schema<Fields> json(String json) {
        JsonSchema schema = JsonSchema.parse(json);
        return new Schema<>(new AnswerReader(RawSchemas.object(schema), false), schema);
    }

    /// What is asked for.
    ///
    /// @return such as `a whole number`
    public String expected() {
        return expected;
    }

    /// What a model is told beside the prompt where it cannot be held to a form.
    ///
    /// @return the instruction, empty where nothing needs to be said
    public Optional<String> told() {
        return Optional.ofNullable(told)
                .map(
                        schema ->
                                "Answer with one JSON object that fits this JSON schema, and with"
                                        + " nothing else: "
                                        + schema.json());
    }

    /// The form of the answer, as JSON schema (draft 2020-12) has it.
    ///
    /// @return the form, empty where any text will do
    public Optional<JsonSchema> json() {
        return Optional.ofNullable(json);
    }

    /// The form of the answer, for a model that can be held to one, as its vendor takes it. What
    /// the vendor has no words for is left out there, and enforced on the answer all the same.
    ///
    /// @param limits what the vendor takes
    /// @return the form, empty where any text will do or the vendor has no words for it at all
    public Optional<JsonSchema> sent(SchemaLimits limits) {
        requireNonNull(limits, "limits: expected such as SchemaLimits.OPENAI, got null");
        boolean ours = reader != null && !(reader.shape() instanceof RawShape);
        return json().flatMap(form -> Rewriting.of(form, limits, ours));
    }

    /// What an answer of this form is called, for a model that can be held to one.
    ///
    /// @return the form's title, `Response` where it has none
    public String answerName() {
        return json != null && json.tree().get("title") instanceof String title && isName(title)
                ? title
                : "Response";
    }

    private static boolean isName(String title) {
        return title.matches("[A-Za-z0-9_-]{1,64}");
    }

    /// Reads an answer.
    ///
    /// @param answer the model's text
    /// @return the value it gives
    /// @throws UnparsableAnswerException if it gives none, or more than one could be meant
    public T read(String answer) {
        return reading(answer).value();
    }

    /// Reads an answer, and says what had to be put up with.
    ///
    /// @param answer the model's text
    /// @return the value it gives, and what was repaired
    /// @throws UnparsableAnswerException if it gives none, or more than one could be meant
    @SuppressWarnings({"unchecked", "NullAway"}) // the reader is made for T
    public Reading<T> reading(String answer) {
        requireNonNull(answer, "answer: expected the model's text, got null");
        return reader == null
                ? new Reading<>((T) answer, List.of())
                : (Reading<T>) reader.read(answer);
    }

    /// The answer that gives a value: what a model would have to say.
    ///
    /// @param value the value
    /// @return JSON in one line; for a text, the text
    /// @throws IllegalArgumentException if no answer gives it, such as NaN
    public String write(T value) {
        return reader == null
                ? (String) requireNonNull(value, "value: expected a text, got null")
                : reader.write(value).json();
    }

    Shape shape() {
        return reader == null ? TextShape.ANY : reader.shape();
    }

    @Override
    public String toString() {
        return "Schema[" + expected + "]";
    }

    /// The schemas of answers as a whole.
    private static final class Roots {
        static JsonSchema schema(AnswerReader reader, boolean titled) {
            Shape shape = reader.shape();
            if (reader.wrapped()) {
                shape = FieldsMaker.wrapper(shape);
            }
            return new JsonSchema(new LinkedHashMap<>(Definitions.schema(shape, titled)));
        }
    }
}
