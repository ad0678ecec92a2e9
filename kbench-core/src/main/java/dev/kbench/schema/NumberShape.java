package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A number of one of Java's types. It is read as it is written: what has a fraction is no whole
/// number, what is too large is refused, NaN is no number.
///
/// @param kind its type
/// @param range what is allowed
record NumberShape(Kind kind, Range range) implements Shape {
    /// As half of the world writes thousands.
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}\\.000");

    /// The most digits of a whole number that is written with an exponent: `1e9999` takes six
    /// characters, and would take four thousand bytes.
    private static final int MOST_BY_EXPONENT = 400;

    /// The types.
    enum Kind {
        BYTE(Byte.class, "a byte", true),
        SHORT(Short.class, "a short", true),
        INT(Integer.class, "an int", true),
        LONG(Long.class, "a long", true),
        BIG_INTEGER(BigInteger.class, "a BigInteger", true),
        YEAR(Year.class, "a year", true),
        FLOAT(Float.class, "a float", false),
        DOUBLE(Double.class, "a double", false),
        BIG_DECIMAL(BigDecimal.class, "a BigDecimal", false);

        private final Class<?> type;
        private final String words;
        private final boolean whole;

        Kind(Class<?> type, String words, boolean whole) {
            this.type = type;
            this.words = words;
            this.whole = whole;
        }
    }

    static NumberShape of(Kind kind) {
        return new NumberShape(kind, Range.ALL);
    }

    NumberShape within(Range narrower) {
        return new NumberShape(kind, range.and(narrower));
    }

    @Override
    public Object read(Json value, Spot at) {
        return of(Numeral.of(value, at), value, at);
    }

    /// Reads an object's name: a number as it stands there, without a unit.
    Object ofName(String name, Spot at) {
        Json said = new Json.Str(name);
        if (!Numeral.isOne(name)) {
            throw at.misfit("is not a number alone", said);
        }
        return of(name, said, at);
    }

    private Object of(String digits, Json value, Spot at) {
        BigDecimal number = new BigDecimal(digits);
        String violated = range.violatedBy(number);
        if (!violated.isEmpty()) {
            throw at.misfit(violated, value);
        }
        if (kind.whole
                && (at.isBare() || value instanceof Json.Str)
                && THOUSANDS.matcher(digits).matches()) {
            throw at.misfit(
                    "may be %s or %s".formatted(number.toBigInteger(), number.unscaledValue()),
                    value);
        }
        if (kind.whole && !isWhole(number)) {
            throw at.misfit("is not whole", value);
        }
        if (kind == Kind.BIG_INTEGER
                && number.scale() < 0
                && number.precision() - number.scale() > MOST_BY_EXPONENT) {
            throw at.misfit(
                    "has more than %d digits, not all of which stand there"
                            .formatted(MOST_BY_EXPONENT),
                    value);
        }
        try {
            return exact(number, digits);
        } catch (ArithmeticException | DateTimeException e) {
            throw at.misfit("does not fit into " + kind.words, value);
        }
    }

    /// Whether a number has no fraction but zeros.
    static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0
                || number.signum() == 0
                || (number.precision() > number.scale()
                        && number.remainder(BigDecimal.ONE).signum() == 0);
    }

    /// @param digits the number as it was written: a floating zero keeps its sign
    private Object exact(BigDecimal number, String digits) {
        return switch (kind) {
            case BYTE -> number.byteValueExact();
            case SHORT -> number.shortValueExact();
            case INT -> number.intValueExact();
            case LONG -> number.longValueExact();
            case BIG_INTEGER -> number.toBigIntegerExact();
            case YEAR -> Year.of(number.intValueExact());
            case FLOAT -> finite(Float.parseFloat(digits));
            case DOUBLE -> finite(Double.parseDouble(digits));
            case BIG_DECIMAL -> number;
        };
    }

    private static float finite(float value) {
        if (Float.isInfinite(value)) {
            throw new ArithmeticException("infinite");
        }
        return value;
    }

    private static double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new ArithmeticException("infinite");
        }
        return value;
    }

    @Override
    public Json write(@Nullable Object value) {
        Object number = Written.as(kind.type, value, this);
        String text = number.toString();
        if (!Character.isDigit(text.charAt(text.length() - 1))) {
            throw new IllegalArgumentException("JSON has no number for " + text);
        }
        return new Json.Num(text);
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", kind.whole ? "integer" : "number");
        range.describe(schema);
        return schema;
    }

    /// How such a number is written where it is an object's name.
    String namePattern() {
        return kind.whole ? "^-?[0-9]+$" : "^-?[0-9.]+([eE][+-]?[0-9]+)?$";
    }

    @Override
    public String expected() {
        return kind.whole ? "a whole number" : "a number";
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Num;
    }
}
