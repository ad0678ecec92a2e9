package dev.kbench.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How long a text (in characters), a list, a set, an array or a map may be. It stands in the
/// schema and is enforced on the answer.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.PARAMETER,
    ElementType.FIELD,
    ElementType.TYPE_USE
})
public @interface Size {
    /// The least size.
    ///
    /// @return 0 or more
    int min() default 0;

    /// The greatest size.
    ///
    /// @return at least the least
    int max() default Integer.MAX_VALUE;
}
