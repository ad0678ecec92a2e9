package dev.kbench.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The least that a number may be. It stands in the schema and is enforced on the answer. On a type
/// argument, as in `List<@Min(0) Integer>`, it holds for each element.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.PARAMETER,
    ElementType.FIELD,
    ElementType.TYPE_USE
})
public @interface Min {
    /// The least number, itself allowed.
    ///
    /// @return a finite number
    double value();
}
