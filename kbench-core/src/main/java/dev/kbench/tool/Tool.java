package dev.kbench.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a model is told of a method that is given to it as a tool. A method needs no such mark: its
/// own name and its doc comment will do, as far as its source is to be had.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Tool {
    /// The tool's name.
    ///
    /// @return letters, digits, `_` and `-`, at most 64; empty for the method's own name
    String name() default "";

    /// What it does, for the model.
    ///
    /// @return a text; empty for the method's doc comment
    String description() default "";

    /// Whether several calls may run at once, where a model asks for several in one answer. Then
    /// each has a thread of its own.
    ///
    /// @return false for one after another, in the thread that asked the model
    boolean parallel() default false;
}
