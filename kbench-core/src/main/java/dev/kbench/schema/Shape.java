package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What one value of an answer must look like: how it is described to a model, read, and written.
/// The three are of one mind because they are of one object.
///
/// Immutable once made.
sealed interface Shape
        permits BoolShape,
                NumberShape,
                TextShape,
                FormatShape,
                EnumShape,
                ListShape,
                MapShape,
                MaybeShape,
                ObjectShape,
                UnionShape,
                RawShape {
    /// Reads a value.
    ///
    /// @throws MisfitException if it is not of this shape
    @Nullable Object read(Json value, Spot at);

    /// Writes a value that this shape could have read.
    ///
    /// @throws IllegalArgumentException if it could not
    Json write(@Nullable Object value);

    /// The JSON schema of it; the caller may add to it.
    Map<String, Object> schema(Definitions definitions);

    /// What is asked for, such as `a whole number`.
    String expected();

    /// Whether a value may be meant as one of this shape, though it need not be one.
    boolean isLike(Json value);
}
