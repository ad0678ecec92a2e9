package dev.kbench.task;

import dev.kbench.internal.method.Reflection;
import dev.kbench.llm.Llm;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Gives a value the type that a parameter has, where nothing is lost by it: a whole number another
/// number type that holds it exactly, a fraction the nearest one of a decimal type, a text an
/// enum's constant of that name or a single character, a map a record.
final class Conversion {
    /// Beyond this a decimal's digits before the point would fill the memory as a whole number.
    private static final int MOST_DIGITS = 10_000;

    private Conversion() {}

    /// A value that does not fit. The message says what was expected and what came.
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    static Object convert(@Nullable Object value, Class<?> type, Type generic) {
        if (value == null) {
            throw new RefusedException(
                    "expected %s, got null; leave an optional value out".formatted(name(type)));
        }
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        if (type == Optional.class) {
            return value instanceof Optional<?> given
                    ? given.map(item -> item(item, generic))
                    : Optional.of(item(value, generic));
        }
        if (boxed.isInstance(value)) {
            return value;
        }
        Object converted =
                switch (value) {
                    case Number number when isNumeric(boxed) -> exact(number, boxed);
                    case CharSequence text when boxed.isEnum() -> constant(text.toString(), boxed);
                    case CharSequence text when boxed == Character.class && text.length() == 1 ->
                            text.charAt(0);
                    case Map<?, ?> map when boxed.isRecord() -> record(map, boxed);
                    default -> null;
                };
        if (converted == null) {
            throw new RefusedException("expected %s, got %s".formatted(name(type), shown(value)));
        }
        return converted;
    }

    private static Object item(Object value, Type optional) {
        return optional instanceof ParameterizedType parameterized
                        && parameterized.getActualTypeArguments()[0] instanceof Class<?> item
                ? convert(value, item, item)
                : value;
    }

    private static boolean isNumeric(Class<?> boxed) {
        return Number.class.isAssignableFrom(boxed) && boxed.getName().startsWith("java.");
    }

    /// The number in another type, null where that type cannot hold it exactly.
    private static @Nullable Object exact(Number number, Class<?> boxed) {
        if (number instanceof Double d && !Double.isFinite(d)) {
            return boxed == Float.class ? (Object) d.floatValue() : null;
        }
        if (number instanceof Float f && !Float.isFinite(f)) {
            return boxed == Double.class ? (Object) f.doubleValue() : null;
        }
        try {
            BigDecimal exact = new BigDecimal(number.toString());
            if (exact.precision() - (long) exact.scale() > MOST_DIGITS) {
                return null;
            }
            return switch (boxed.getSimpleName()) {
                case "Integer" -> exact.intValueExact();
                case "Long" -> exact.longValueExact();
                case "Short" -> exact.shortValueExact();
                case "Byte" -> exact.byteValueExact();
                case "Double" -> decimal(number, exact, exact.doubleValue());
                case "Float" -> decimal(number, exact, exact.floatValue());
                case "BigInteger" -> exact.toBigIntegerExact();
                case "BigDecimal" -> exact;
                default -> null;
            };
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /// The nearest decimal, null where that is infinite, or not the whole number that was given.
    private static @Nullable Object decimal(Number given, BigDecimal exact, Number nearest) {
        double held = nearest.doubleValue();
        boolean fraction =
                given instanceof Double || given instanceof Float || given instanceof BigDecimal;
        return Double.isFinite(held) && (fraction || new BigDecimal(held).compareTo(exact) == 0)
                ? nearest
                : null;
    }

    private static @Nullable Object constant(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static Object record(Map<?, ?> values, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] args = new @Nullable Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            types[i] = component.getType();
            args[i] = component(component, values.get(component.getName()));
        }
        for (Object key : values.keySet()) {
            if (Arrays.stream(components).noneMatch(c -> c.getName().equals(key))) {
                throw new RefusedException(
                        "%s has no component '%s'".formatted(type.getSimpleName(), key));
            }
        }
        try {
            Constructor<?> constructor = Reflection.open(type.getDeclaredConstructor(types));
            return constructor.newInstance(args);
        } catch (InvocationTargetException e) {
            throw new RefusedException(
                    "%s refuses these values: %s".formatted(type.getSimpleName(), e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be made: " + e, e);
        }
    }

    private static Object component(RecordComponent component, @Nullable Object value) {
        if (value == null) {
            if (component.getType() == Optional.class) {
                return Optional.empty();
            }
            throw new RefusedException(
                    "no value for %s %s".formatted(name(component.getType()), component.getName()));
        }
        try {
            return convert(value, component.getType(), component.getGenericType());
        } catch (RefusedException e) {
            throw new RefusedException("'%s': %s".formatted(component.getName(), e.getMessage()));
        }
    }

    private static String name(Class<?> type) {
        return type.isEnum()
                ? "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .toList()
                : type == Llm.class ? "a model (Llm)" : type.getSimpleName();
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        int end = text.length() > 60 ? 60 : text.length();
        String cut = text.substring(0, end) + (end < text.length() ? "…" : "");
        String visible = cut.replaceAll("\\p{Cntrl}", "\uFFFD");
        return value instanceof CharSequence
                ? "the text \"%s\"".formatted(visible)
                : "%s (%s)".formatted(visible, value.getClass().getSimpleName());
    }
}
