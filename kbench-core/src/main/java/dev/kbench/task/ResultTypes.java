package dev.kbench.task;

import dev.kbench.internal.method.Reflection;
import dev.kbench.key.CanonicalJson;
import dev.kbench.run.MetricWithCI;
import dev.kbench.run.PassCount;
import dev.kbench.run.ResultType;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// What tasks may return, and what of it may stand in a file.
final class ResultTypes {
    private ResultTypes() {}

    static ResultType of(Class<?> type, String task) {
        if (type == void.class || type == Void.class) {
            return ResultType.PASS_FAIL;
        }
        if (type == boolean.class || type == Boolean.class) {
            return ResultType.BOOLEAN;
        }
        if (type == double.class
                || type == Double.class
                || type == float.class
                || type == Float.class) {
            return ResultType.SCORE;
        }
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return ResultType.NUMERICAL;
        }
        if (type == PassCount.class) {
            return ResultType.PASS_COUNT;
        }
        if (type == MetricWithCI.class) {
            return ResultType.METRIC_WITH_CI;
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return ResultType.DICTIONARY;
        }
        throw new IllegalArgumentException(
                "task '%s' returns %s; expected void, boolean, double, float, int, long, a Map, a record, PassCount or MetricWithCI"
                        .formatted(task, type.getTypeName()));
    }

    /// Refuses a value that no file could hold.
    static void check(ResultType type, @Nullable Object value, String task) {
        if (value == null) {
            if (type != ResultType.PASS_FAIL) {
                throw new InvalidResultException(
                        "task '%s' returned null; expected a value to return".formatted(task));
            }
            return;
        }
        if (type == ResultType.DICTIONARY) {
            try {
                CanonicalJson.of(value);
            } catch (IllegalArgumentException e) {
                throw new InvalidResultException(
                        "task '%s' returned what a run file cannot hold: %s"
                                .formatted(task, e.getMessage()));
            }
        }
        finite(value, "", task);
    }

    private static void finite(@Nullable Object value, String path, String task) {
        switch (value) {
            case null -> {}
            case Double d when !Double.isFinite(d) -> refuse(d, path, task);
            case Float f when !Float.isFinite(f) -> refuse(f, path, task);
            case Map<?, ?> map -> map.forEach((key, item) -> finite(item, path + "." + key, task));
            case Collection<?> items -> {
                int i = 0;
                for (Object item : items) {
                    finite(item, path + "[" + i++ + "]", task);
                }
            }
            case Optional<?> optional -> finite(optional.orElse(null), path, task);
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    finite(
                            Reflection.component(record, component),
                            path + "." + component.getName(),
                            task);
                }
            }
            default -> {
                if (value.getClass().isArray()) {
                    for (int i = 0; i < Array.getLength(value); i++) {
                        finite(Array.get(value, i), path + "[" + i + "]", task);
                    }
                }
            }
        }
    }

    private static void refuse(Number value, String path, String task) {
        throw new InvalidResultException(
                "task '%s' returned %s%s; expected a finite number. A mean over no completed runs is not a number: check size() first"
                        .formatted(task, value, path.isEmpty() ? "" : " at " + path.substring(1)));
    }
}
