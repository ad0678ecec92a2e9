package dev.kbench.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The most that a number may be. It stands in the schema and is enforced on the answer. On a type
/// argument, as in `List<@Max(5) Integer>`, it holds for each element.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.PARAMETER,
    ElementType.FIELD,
    ElementType.TYPE_USE
})
public @interface Max {
    /// The greatest number, itself allowed.
    ///
    /// @return a finite number
    double value();
}
