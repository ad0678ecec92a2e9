package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number as a model wrote it, in a text or not.
///
/// A text is a number where it is one and nothing else, or one with one unit behind it, or the
/// symbol of a currency before it. The units are a closed list: words such as `million`, `dozen` or
/// `%` change the number, and `m`, `k` or `M` may.
///
/// Arithmetic takes time by the square of a number's length, so that long ones are refused first.
final class Numeral {
    /// The most characters of a number, as many as Python's `int` takes.
    private static final int LONGEST = 4_300;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d++(\\.\\d++)?|\\.\\d++)([eE][+-]?\\d{1,4})?");
    private static final int LONGEST_UNIT = 12;
    private static final Set<String> UNITS =
            Set.of(
                    ("km cm mm µm nm kg g mg µg mL ml s ms h min Hz kHz MHz GHz kB KB MB GB TB px"
                         + " km/h mph m/s ft lb lbs oz °C °F ° € $ £ ¥ USD EUR GBP JPY CHF kWh"
                         + " second seconds sec secs minute minutes hour hours day days week weeks"
                         + " month months year years meter meters metre metres kilometer kilometers"
                         + " kilometre kilometres mile miles foot feet inch inches yard yards gram"
                         + " grams kilogram kilograms pound pounds ton tons tonne tonnes liter"
                         + " liters litre litres dollar dollars euro euros cent cents degree"
                         + " degrees celsius fahrenheit word words letter letters character"
                         + " characters char chars token tokens line lines item items person people"
                         + " point points pts star stars time times pixel pixels byte bytes bit"
                         + " bits vote votes step steps")
                            .split(" "));

    private Numeral() {}

    /// The digits of a number.
    ///
    /// @param value what the model wrote
    /// @param at where, to note what was repaired
    /// @return a number as {@link java.math.BigDecimal} reads it, white space around it left out
    /// @throws MisfitException if it is no number alone
    static String of(Json value, Spot at) {
        String text =
                switch (value) {
                    case Json.Num(String digits) -> digits;
                    case Json.Str(String said) -> said.strip();
                    default -> "";
                };
        if (!(value instanceof Json.Num) && !text.isEmpty()) {
            String digits = withoutUnit(withoutSymbol(text));
            String quoted = text;
            at.repaired(
                    () ->
                            digits.length() < quoted.length()
                                    ? "read %s as %s".formatted(Excerpt.of(quoted), digits)
                                    : "read a number in quotation marks");
            text = digits;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw at.misfit("is not a number alone", value);
        }
        if (text.length() > LONGEST) {
            throw at.misfit("is a number of more than %d characters".formatted(LONGEST), value);
        }
        return text;
    }

    /// Whether digits are a number that can be reckoned with.
    static boolean isOne(String digits) {
        return digits.length() <= LONGEST && NUMBER.matcher(digits).matches();
    }

    /// Without a currency's symbol in front, where a digit follows it and no unit besides.
    private static String withoutSymbol(String text) {
        return text.length() > 1
                        && "$€£¥".indexOf(text.charAt(0)) >= 0
                        && NUMBER.matcher(text).region(1, text.length()).matches()
                ? text.substring(1)
                : text;
    }

    private static String withoutUnit(String text) {
        int end = text.length();
        while (end > 0 && text.length() - end <= LONGEST_UNIT && !isDigit(text.charAt(end - 1))) {
            end--;
        }
        String unit = text.substring(end).strip();
        Matcher number = NUMBER.matcher(text).region(0, end);
        return UNITS.contains(unit) && number.matches() ? text.substring(0, end) : text;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
