package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON as plain data: text, numbers, booleans, null, lists and maps in order.
final class Plain {
    private Plain() {}

    static @Nullable Object of(Json value) {
        return switch (value) {
            case Json.Null _ -> null;
            case Json.Bool(boolean flag) -> flag;
            case Json.Str(String text) -> text;
            case Json.Num(String digits) -> number(digits);
            case Json.Arr(List<Json> items) -> {
                List<@Nullable Object> list = new ArrayList<>();
                items.forEach(item -> list.add(of(item)));
                yield list;
            }
            case Json.Obj(List<Json.Member> members) -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                members.forEach(member -> map.put(member.name(), of(member.value())));
                yield map;
            }
        };
    }

    static Number number(String digits) {
        BigDecimal exact = new BigDecimal(digits);
        return digits.chars().allMatch(c -> c == '-' || Character.isDigit(c))
                        && exact.precision() <= 18
                ? (Number) exact.longValueExact()
                : exact;
    }
}
