package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

/// What {@link Default} says.
final class Defaults {
    private Defaults() {}

    /// The default as JSON. For what JSON writes as a text, the text itself will do.
    ///
    /// @throws IllegalArgumentException if it is no JSON
    static Json of(String text, Shape shape, String where) {
        Shape inner = shape instanceof MaybeShape maybe ? maybe.inner() : shape;
        if (inner instanceof TextShape) {
            return new Json.Str(text);
        }
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException e) {
            if (inner instanceof EnumShape || inner instanceof FormatShape) {
                return new Json.Str(text);
            }
            throw new IllegalArgumentException(
                    "%s: its default must be JSON, got '%s': %s"
                            .formatted(where, text, e.getMessage()),
                    e);
        }
    }

    /// @throws IllegalArgumentException if the answer could not have given it
    static void check(Json value, Shape shape, String where) {
        Repairs repairs = new Repairs();
        try {
            shape.read(value, Spot.root(repairs));
        } catch (MisfitException e) {
            throw new IllegalArgumentException(
                    "%s: its default %s cannot be read: %s"
                            .formatted(where, value.json(), e.problems().getFirst()),
                    e);
        }
    }
}
