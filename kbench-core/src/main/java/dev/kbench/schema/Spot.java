package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// A place in an answer, and what was repaired on the way: `$`, `$.items[2].score`.
///
/// One thread, one reading.
final class Spot {
    private final @Nullable Spot parent;
    private final String step;
    private final Repairs repairs;
    private final boolean bare;

    private Spot(@Nullable Spot parent, String step, Repairs repairs, boolean bare) {
        this.parent = parent;
        this.step = step;
        this.repairs = repairs;
        this.bare = bare;
    }

    static Spot root(Repairs repairs) {
        return new Spot(null, "$", repairs, false);
    }

    /// A value that stands in the answer without JSON around it.
    static Spot bare(Repairs repairs) {
        return new Spot(null, "$", repairs, true);
    }

    Spot field(String name) {
        return new Spot(this, name, repairs, false);
    }

    Spot item(int index) {
        return new Spot(this, "[" + index + "]", repairs, false);
    }

    boolean isRoot() {
        return parent == null;
    }

    boolean isBare() {
        return bare;
    }

    /// Puts a repair on the record.
    void repaired(Supplier<String> what) {
        repairs.add(() -> isRoot() ? what.get() : path() + ": " + what.get());
    }

    /// What is thrown where a value does not fit.
    MisfitException misfit(String rule, Json value) {
        return MisfitException.of(this, rule, shown(value));
    }

    MisfitException missing(String rule) {
        return MisfitException.of(this, rule, "");
    }

    static String shown(Json value) {
        return switch (value) {
            case Json.Str(String text) -> Excerpt.of(text);
            case Json.Obj(var members) when members.isEmpty() -> "{}";
            case Json.Arr(var items) when items.isEmpty() -> "[]";
            case Json.Obj _ -> "an object";
            case Json.Arr(var items) ->
                    items.size() == 1 ? "a list of 1" : "a list of " + items.size();
            case Json.Num(String digits) when digits.length() > 60 ->
                    digits.substring(0, 60) + "… (%d characters)".formatted(digits.length());
            default -> value.json();
        };
    }

    String path() {
        Deque<String> steps = new ArrayDeque<>();
        for (Spot spot = this; spot != null; spot = spot.parent) {
            steps.push(spot.step);
        }
        StringBuilder out = new StringBuilder();
        for (String each : steps) {
            if (out.isEmpty() || each.startsWith("[")) {
                out.append(each);
            } else if (isName(each)) {
                out.append('.').append(each);
            } else {
                out.append('[').append(Excerpt.of(each)).append(']');
            }
        }
        return out.toString();
    }

    private static boolean isName(String step) {
        return !step.isEmpty()
                && step.length() <= 120
                && step.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }

    @Override
    public String toString() {
        return path();
    }
}
