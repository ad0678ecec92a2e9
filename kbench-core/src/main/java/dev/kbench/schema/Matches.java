package dev.kbench.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a whole text must match. It stands in the schema and is enforced on the answer.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.PARAMETER,
    ElementType.FIELD,
    ElementType.TYPE_USE
})
public @interface Matches {
    /// A regular expression, as {@link java.util.regex.Pattern} has it, for the whole text.
    ///
    /// @return the expression
    String value();
}
