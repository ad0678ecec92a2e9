package dev.kbench.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a record: fields of an answer that it has no component for are passed over, and stand on the
/// record as put up with; without it such an answer is refused. The model is told of the record's
/// own fields only, and asked for no others, either way.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface IgnoreUnknown {}
