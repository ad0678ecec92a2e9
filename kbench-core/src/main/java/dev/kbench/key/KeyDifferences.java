package dev.kbench.key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Says in words why two runs are not the same run: one text for each part of their keys that
/// differs.
public final class KeyDifferences {
    private KeyDifferences() {}

    /// The parts that differ.
    ///
    /// @param before the key of a run that was made
    /// @param now the key of the run that is wanted
    /// @return such as "code of `mathQa` changed" and "row 17 differs in `question`"; empty exactly
    ///   where the keys' digests are equal
    public static List<String> between(RunKey before, RunKey now) {
        List<String> texts = new ArrayList<>();
        task(before.task(), now.task(), texts);
        model(before.model(), now.model(), texts);
        row(before.sample(), now.sample(), texts);
        params(before.params(), now.params(), texts);
        if (before.trial() != now.trial()) {
            texts.add("it is trial %d, not %d".formatted(now.trial(), before.trial()));
        }
        return List.copyOf(texts);
    }

    private static void task(TaskRef before, TaskRef now, List<String> texts) {
        if (!before.name().equals(now.name())) {
            texts.add("task `%s` was named `%s`".formatted(now.name(), before.name()));
        }
        if (before.version() != now.version()) {
            texts.add(
                    "version of `%s` changed from %d to %d"
                            .formatted(now.name(), before.version(), now.version()));
        }
        if (!before.codeSha256().equals(now.codeSha256())) {
            texts.add(
                    (before.code().isKnown() && now.code().isKnown()
                                    ? "code of `%s` changed"
                                    : "code of `%s` cannot be compared: its class file is not to be"
                                            + " had")
                            .formatted(now.method().isEmpty() ? now.name() : now.method()));
        }
        for (String name : differing(before.captured(), now.captured())) {
            texts.add(
                    "`%s`, which the task takes along, was %s, now it is %s"
                            .formatted(
                                    name,
                                    taken(before.captured().get(name)),
                                    taken(now.captured().get(name))));
        }
    }

    private static String taken(@Nullable String value) {
        return value == null ? "not there" : cut(value);
    }

    private static void model(ModelRef before, ModelRef now, List<String> texts) {
        if (!before.id().equals(now.id())) {
            texts.add("the model was `%s`, now it is `%s`".formatted(before.id(), now.id()));
        }
        if (!before.provider().equals(now.provider())) {
            texts.add(
                    "the provider of `%s` was `%s`, now it is `%s`"
                            .formatted(now.id(), before.provider(), now.provider()));
        }
        for (String setting : differing(before.settings(), now.settings())) {
            texts.add(
                    "setting `%s` of `%s` was %s, now it is %s"
                            .formatted(
                                    setting,
                                    now.id(),
                                    shown(before.settings().get(setting)),
                                    shown(now.settings().get(setting))));
        }
    }

    private static void row(SampleRef before, SampleRef now, List<String> texts) {
        Set<String> columns = differing(before.columnSha256(), now.columnSha256());
        if (!columns.isEmpty()) {
            texts.add("%s differs in %s".formatted(name(now), quoted(columns)));
        }
        if (before.occurrence() != now.occurrence()) {
            texts.add(
                    "%s is number %d of the rows that are alike, it was number %d"
                            .formatted(name(now), now.occurrence() + 1, before.occurrence() + 1));
        }
    }

    private static String name(SampleRef row) {
        return row.label().isEmpty() ? "the row" : "row " + row.label();
    }

    private static void params(Params before, Params now, List<String> texts) {
        Set<String> names = new LinkedHashSet<>(now.asMap().keySet());
        names.addAll(before.asMap().keySet());
        for (String name : names) {
            String was = canonical(before, name);
            String is = canonical(now, name);
            if (!was.equals(is)) {
                texts.add("parameter `%s` was %s, now it is %s".formatted(name, cut(was), cut(is)));
            }
        }
    }

    private static String canonical(Params params, String name) {
        return params.value(name).map(CanonicalJson::of).orElse("not given");
    }

    /// The names whose values differ, those of now first.
    private static Set<String> differing(Map<String, String> before, Map<String, String> now) {
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(before.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        return names;
    }

    private static String quoted(Set<String> names) {
        return String.join(", ", names.stream().map(name -> "`" + name + "`").toList());
    }

    private static String shown(@Nullable String value) {
        return value == null ? "not set" : "`" + cut(value) + "`";
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
