package dev.kbench.view.run;

import dev.kbench.key.CanonicalJson;

import java.util.OptionalDouble;

/// What a task was given for a parameter.
///
/// @param text a text as it is, all else as JSON
/// @param number the value as a number; empty where it is none
public record ParamValue(String text, OptionalDouble number) {
    static ParamValue of(Object value, Redaction redaction) {
        return switch (value) {
            case String text -> new ParamValue(redaction.text(text), OptionalDouble.empty());
            case Number number when Double.isFinite(number.doubleValue()) ->
                    new ParamValue(number.toString(), OptionalDouble.of(number.doubleValue()));
            default ->
                    new ParamValue(redaction.text(CanonicalJson.of(value)), OptionalDouble.empty());
        };
    }
}
