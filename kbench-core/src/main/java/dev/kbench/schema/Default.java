package dev.kbench.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a component is where the answer leaves it out.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.FIELD})
public @interface Default {
    /// The value, as JSON: `[]`, `3`, `"up"`. For a component that is a text, the text itself.
    ///
    /// @return JSON, or a text
    String value();
}
