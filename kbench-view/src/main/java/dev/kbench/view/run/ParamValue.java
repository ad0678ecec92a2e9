package dev.kbench.view.run;

import dev.kbench.key.CanonicalJson;
import dev.kbench.key.PrivateValues;
import dev.kbench.store.Redaction;

import java.util.OptionalDouble;

/// What a task was given for a parameter.
///
/// @param text a text as it is, all else as JSON
/// @param number the value as a number; empty where it is none
public record ParamValue(String text, OptionalDouble number) {
    /// Stands for one that is private.
    static final ParamValue PRIVATE = new ParamValue(PrivateValues.MARK, OptionalDouble.empty());

    static ParamValue of(Object value, Redaction redaction) {
        return switch (value) {
            case String text -> new ParamValue(redaction.text(text), OptionalDouble.empty());
            case Number number
                    when Double.isFinite(number.doubleValue())
                            && redaction.text(number.toString()).equals(number.toString()) ->
                    new ParamValue(number.toString(), OptionalDouble.of(number.doubleValue()));
            default ->
                    new ParamValue(redaction.text(CanonicalJson.of(value)), OptionalDouble.empty());
        };
    }
}
