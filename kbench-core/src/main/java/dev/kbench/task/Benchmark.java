package dev.kbench.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method as a benchmark task. Its first parameter is the model under test.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Benchmark {
    /// The task's name, short for {@link #name}.
    ///
    /// @return the name; empty for the default
    String value() default "";

    /// The task's name.
    ///
    /// @return the name; empty for the method's name in title case: `mathQa` becomes `Math Qa`
    String name() default "";

    /// What the task does.
    ///
    /// @return the description; empty for the method's doc comment
    String description() default "";

    /// The task's version.
    ///
    /// @return the version, 0 or more
    int version() default 1;

    /// Whether a task file is written.
    ///
    /// @return false for a task that is only called by others
    boolean storeTask() default true;

    /// Whether run files are written.
    ///
    /// @return false to keep runs in memory only
    boolean storeRun() default true;
}
