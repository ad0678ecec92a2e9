package dev.kbench.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Narrows a shape by what annotations say: our own, and those of jakarta.validation, which are
/// known by name so that it need not be there. One that cannot be enforced is refused.
final class Constraints {
    private static final String JAKARTA = "jakarta.validation.constraints.";
    private static final String CONSTRAINT = "jakarta.validation.Constraint";

    private Constraints() {}

    /// Narrows a shape.
    ///
    /// @param where the place of the type, for messages
    /// @throws IllegalArgumentException if an annotation does not suit the shape
    static Shape apply(Shape shape, Annotation[] annotations, String where) {
        Shape narrowed = shape;
        for (Annotation annotation : annotations) {
            narrowed = apply(narrowed, annotation, where);
        }
        return narrowed;
    }

    private static Shape apply(Shape shape, Annotation annotation, String where) {
        if (shape instanceof MaybeShape(Shape inner, MaybeShape.Form form)) {
            return new MaybeShape(apply(inner, annotation, where), form);
        }
        String name = annotation.annotationType().getName();
        return switch (annotation) {
            case Min min -> range(shape, atLeast(exact(min.value(), where), false), name, where);
            case Max max -> range(shape, atMost(exact(max.value(), where), false), name, where);
            case Size size -> sized(shape, size.min(), size.max(), name, where);
            case Matches matches -> matching(shape, matches.value(), 0, name, where);
            default ->
                    name.startsWith(JAKARTA)
                            ? jakarta(shape, annotation, name.substring(JAKARTA.length()), where)
                            : other(shape, annotation, where);
        };
    }

    private static Shape other(Shape shape, Annotation annotation, String where) {
        for (Annotation meta : annotation.annotationType().getAnnotations()) {
            if (meta.annotationType().getName().equals(CONSTRAINT)) {
                throw refused(annotation.annotationType().getName(), "cannot be enforced", where);
            }
        }
        return shape;
    }

    private static Shape jakarta(Shape shape, Annotation annotation, String name, String where) {
        if (name.endsWith("$List") && member(annotation, "value") instanceof Annotation[] all) {
            return apply(shape, all, where);
        }
        return switch (name) {
            case "Min" -> range(shape, atLeast(number(annotation, "value"), false), name, where);
            case "Max" -> range(shape, atMost(number(annotation, "value"), false), name, where);
            case "DecimalMin" ->
                    range(
                            shape,
                            atLeast(number(annotation, "value"), isOpen(annotation)),
                            name,
                            where);
            case "DecimalMax" ->
                    range(
                            shape,
                            atMost(number(annotation, "value"), isOpen(annotation)),
                            name,
                            where);
            case "Positive" -> range(shape, atLeast(BigDecimal.ZERO, true), name, where);
            case "PositiveOrZero" -> range(shape, atLeast(BigDecimal.ZERO, false), name, where);
            case "Negative" -> range(shape, atMost(BigDecimal.ZERO, true), name, where);
            case "NegativeOrZero" -> range(shape, atMost(BigDecimal.ZERO, false), name, where);
            case "Size" ->
                    sized(
                            shape,
                            number(annotation, "min").intValueExact(),
                            number(annotation, "max").intValueExact(),
                            name,
                            where);
            case "NotEmpty" -> sized(shape, 1, Integer.MAX_VALUE, name, where);
            case "NotBlank" -> matching(shape, "[\\s\\S]*\\S[\\s\\S]*", 0, name, where);
            case "Pattern" ->
                    matching(
                            shape,
                            String.valueOf(member(annotation, "regexp")),
                            flags(annotation, where),
                            name,
                            where);
            case "NotNull" -> shape;
            default ->
                    throw refused(
                            annotation.annotationType().getName(), "cannot be enforced", where);
        };
    }

    private static int flags(Annotation annotation, String where) {
        if (member(annotation, "flags") instanceof Object[] flags && flags.length > 0) {
            throw refused(
                    "Pattern", "has flags, which no schema can say; write them as (?i)", where);
        }
        return 0;
    }

    private static boolean isOpen(Annotation annotation) {
        return Boolean.FALSE.equals(member(annotation, "inclusive"));
    }

    private static BigDecimal number(Annotation annotation, String member) {
        return new BigDecimal(String.valueOf(member(annotation, member)));
    }

    private static Object member(Annotation annotation, String name) {
        try {
            return annotation.annotationType().getMethod(name).invoke(annotation);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "%s has no readable '%s'"
                            .formatted(annotation.annotationType().getName(), name),
                    e);
        }
    }

    private static BigDecimal exact(double value, String where) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s: a limit must be a finite number, got %s".formatted(where, value));
        }
        return new BigDecimal(Double.toString(value));
    }

    private static Range atLeast(BigDecimal value, boolean above) {
        return new Range(value, above, null, false);
    }

    private static Range atMost(BigDecimal value, boolean below) {
        return new Range(null, false, value, below);
    }

    private static Shape range(Shape shape, Range range, String name, String where) {
        if (shape instanceof NumberShape number) {
            NumberShape narrowed = number.within(range);
            if (narrowed.range().isEmpty()) {
                throw new IllegalArgumentException(where + ": no number is within its limits");
            }
            return narrowed;
        }
        throw refused(name, "is for numbers, not for " + shape.expected(), where);
    }

    private static Shape sized(Shape shape, int min, int max, String name, String where) {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException(
                    "%s: a size must be 0 or more and its limits in order, got %d to %d"
                            .formatted(where, min, max));
        }
        Sizes sizes = new Sizes(min, max);
        return switch (shape) {
            case TextShape text -> possible(text.within(sizes), text.sizes().and(sizes), where);
            case ListShape list -> possible(list.within(sizes), list.sizes().and(sizes), where);
            case MapShape map -> possible(map.within(sizes), map.sizes().and(sizes), where);
            default ->
                    throw refused(
                            name,
                            "is for texts, lists, sets, arrays and maps, not for "
                                    + shape.expected(),
                            where);
        };
    }

    private static Shape possible(Shape narrowed, Sizes sizes, String where) {
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException(where + ": no size is within its limits");
        }
        return narrowed;
    }

    private static Shape matching(Shape shape, String regex, int flags, String name, String where) {
        if (!(shape instanceof TextShape text)) {
            throw refused(name, "is for texts, not for " + shape.expected(), where);
        }
        try {
            return text.matching(Pattern.compile(regex, flags));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "%s: '%s' is no regular expression: %s"
                            .formatted(where, regex, e.getDescription()),
                    e);
        }
    }

    private static IllegalArgumentException refused(String name, String why, String where) {
        String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        return new IllegalArgumentException("%s: @%s %s".formatted(where, simple, why));
    }
}
