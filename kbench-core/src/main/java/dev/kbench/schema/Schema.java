package dev.kbench.schema;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What an answer must look like, how a model is told so, and how the answer is read.
///
/// Immutable.
///
/// @param <T> what a reading gives
public final class Schema<T> {
    private static final Schema<String> TEXT = new Schema<>("text", "", null, text -> text);

    private final String expected;
    private final String instruction;
    private final @Nullable JsonSchema json;
    private final Reader<T> reader;

    Schema(String expected, String instruction, @Nullable JsonSchema json, Reader<T> reader) {
        this.expected = expected;
        this.instruction = instruction;
        this.json = json;
        this.reader = reader;
    }

    /// Reads one kind of answer.
    interface Reader<T> {
        T read(String answer);
    }

    /// Any text, as the model gave it.
    ///
    /// @return the schema that asks for nothing
    public static Schema<String> text() {
        return TEXT;
    }

    /// The schema of a type: `String`, `boolean`, `int`, `long`, `float`, `double` and their boxes.
    ///
    /// @param type the type
    /// @param <T> the type; the box of a primitive
    /// @return its schema
    /// @throws IllegalArgumentException if there is none for the type
    @SuppressWarnings("unchecked")
    public static <T> Schema<T> of(Class<T> type) {
        requireNonNull(type, "type: expected a class such as int.class, got null");
        return type == String.class ? (Schema<T>) TEXT : Primitives.schema(type);
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
    public Optional<String> instruction() {
        return instruction.isEmpty() ? Optional.empty() : Optional.of(instruction);
    }

    /// The form of the answer, for a model that can be held to one.
    ///
    /// @return the form, empty where any text will do
    public Optional<JsonSchema> json() {
        return Optional.ofNullable(json);
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
    /// @throws UnparsableAnswerException if it gives none, or more than one
    public T read(String answer) {
        return reader.read(requireNonNull(answer, "answer: expected the model's text, got null"));
    }

    @Override
    public String toString() {
        return "Schema[" + expected + "]";
    }
}
