package dev.kbench.cli.args;

import dev.kbench.cli.shell.MisuseException;

import java.util.List;
import java.util.Optional;

/// Reads the words of one command line by a syntax: `--name value`, `--name=value`, `-n value`,
/// `-n=value`, `-nvalue`, and `--`, after which nothing is an option. A word that names an option
/// is no other option's value, so that a forgotten value is seen. Used once, by one thread.
public final class Words {
    private final Syntax syntax;
    private final List<String> words;
    private final Given given = new Given();
    private int next;

    private Words(Syntax syntax, List<String> words) {
        this.syntax = syntax;
        this.words = words;
    }

    /// Reads them.
    ///
    /// @param syntax what the command takes
    /// @param words what follows the command's name
    /// @return what they give
    /// @throws dev.kbench.cli.shell.MisuseException if the command does not take them
    public static Given read(Syntax syntax, List<String> words) {
        return new Words(syntax, words).read();
    }

    private Given read() {
        boolean options = true;
        while (next < words.size()) {
            String word = words.get(next++);
            if (options && word.equals("--")) {
                options = false;
            } else if (options && word.length() > 1 && word.startsWith("-")) {
                option(word);
            } else {
                parameter(word);
            }
        }
        syntax.parameter()
                .filter(one -> one.required() && given.parameters().isEmpty() && !given.helps())
                .ifPresent(
                        missing -> {
                            throw syntax.refusal(
                                    "%s is missing: %s %s"
                                            .formatted(
                                                    missing.label(),
                                                    syntax.command(),
                                                    missing.shown()));
                        });
        return given;
    }

    private void parameter(String word) {
        boolean taken =
                syntax.parameter()
                        .filter(one -> one.repeats() || given.parameters().isEmpty())
                        .isPresent();
        if (!taken) {
            throw syntax.refusal("unexpected '%s'".formatted(word));
        }
        syntax.parameter().ifPresent(one -> check(one.label(), one.words(), word));
        given.add(word);
    }

    private static void check(String what, List<String> words, String value) {
        if (!words.isEmpty() && !words.contains(value)) {
            throw new MisuseException(
                    "%s must be %s, got '%s'".formatted(what, String.join(" or ", words), value));
        }
    }

    private void option(String word) {
        int equals = word.indexOf('=');
        Optional<Option> named = syntax.option(equals < 0 ? word : word.substring(0, equals));
        if (named.isPresent()) {
            add(
                    named.get(),
                    equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)));
            return;
        }
        Optional<Option> lettered = syntax.option(word.substring(0, 2)).filter(Option::takesValue);
        add(lettered.orElseThrow(() -> syntax.unknown(word)), Optional.of(word.substring(2)));
    }

    private void add(Option option, Optional<String> attached) {
        if (!option.takesValue()) {
            if (attached.isPresent()) {
                throw syntax.refusal("%s takes no value".formatted(option.name()));
            }
            given.add(option, "");
            return;
        }
        if (given.has(option.name()) && !option.repeats()) {
            throw syntax.refusal("%s is given twice".formatted(option.name()));
        }
        String value = attached.orElseGet(() -> following(option));
        check(option.name(), option.words(), value);
        given.add(option, value);
    }

    private String following(Option option) {
        if (next == words.size() || namesOption(words.get(next))) {
            throw syntax.refusal("a value is missing: %s".formatted(option.withLabel()));
        }
        return words.get(next++);
    }

    private boolean namesOption(String word) {
        int equals = word.indexOf('=');
        return word.equals("--")
                || syntax.option(equals < 0 ? word : word.substring(0, equals)).isPresent();
    }
}
