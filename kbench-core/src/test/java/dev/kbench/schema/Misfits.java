package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// JSON with one place changed: another value there, a member or an item more or less.
final class Misfits {
    private static final List<Json> OTHERS =
            List.of(
                    new Json.Null(),
                    new Json.Bool(true),
                    new Json.Num("7"),
                    new Json.Num("-1"),
                    new Json.Num("1.5"),
                    new Json.Num("1.0"),
                    new Json.Num("1e2"),
                    new Json.Num("99999999999999999999"),
                    new Json.Num("1e400"),
                    new Json.Str(""),
                    new Json.Str("x"),
                    new Json.Str("UP"),
                    new Json.Str("2024-02-30"),
                    new Json.Str("Circle"),
                    new Json.Arr(List.of()),
                    new Json.Arr(List.of(new Json.Num("1"), new Json.Num("1"))),
                    new Json.Obj(List.of()),
                    new Json.Obj(List.of(new Json.Member("value", new Json.Num("1")))));

    private Misfits() {}

    static Json of(Json value, Random random) {
        return switch (value) {
            case Json.Obj(var members) when !members.isEmpty() && random.nextInt(5) > 0 ->
                    object(members, random);
            case Json.Arr(var items) when !items.isEmpty() && random.nextInt(5) > 0 ->
                    array(items, random);
            default -> OTHERS.get(random.nextInt(OTHERS.size()));
        };
    }

    private static Json object(List<Json.Member> members, Random random) {
        List<Json.Member> all = new ArrayList<>(members);
        int at = random.nextInt(all.size());
        switch (random.nextInt(6)) {
            case 0 -> all.remove(at);
            case 1 -> all.add(at, new Json.Member("another", OTHERS.get(random.nextInt(4))));
            default ->
                    all.set(
                            at,
                            new Json.Member(all.get(at).name(), of(all.get(at).value(), random)));
        }
        return new Json.Obj(all);
    }

    private static Json array(List<Json> items, Random random) {
        List<Json> all = new ArrayList<>(items);
        int at = random.nextInt(all.size());
        switch (random.nextInt(6)) {
            case 0 -> all.remove(at);
            case 1 -> all.add(all.get(at));
            default -> all.set(at, of(all.get(at), random));
        }
        return new Json.Arr(all);
    }
}
