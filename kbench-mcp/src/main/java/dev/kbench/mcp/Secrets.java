package dev.kbench.mcp;

import dev.kbench.config.Settings;
import dev.kbench.workspace.Workspace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What no message may show, whoever says it: keys that a server was given, and this process's own.
///
/// @param values the longest first
record Secrets(List<String> values) {
    private static final int SHORTEST = 4;

    Secrets {
        values =
                values.stream()
                        .filter(one -> one.length() >= SHORTEST)
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
    }

    static Secrets ofEnvironment(Map<String, String> environment) {
        List<String> all = new ArrayList<>(Settings.of(environment).secrets());
        all.addAll(Workspace.current().settings().secrets());
        return new Secrets(all);
    }

    /// A header's value is secret, and so is what follows a scheme such as `Bearer`.
    static Secrets ofHeaders(Collection<String> values) {
        List<String> all = new ArrayList<>(Workspace.current().settings().secrets());
        for (String value : values) {
            all.add(value);
            all.add(value.substring(value.lastIndexOf(' ') + 1));
        }
        return new Secrets(all);
    }

    String hidden(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, "[secret]");
        }
        return hidden;
    }
}
