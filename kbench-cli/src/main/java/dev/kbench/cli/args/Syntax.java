package dev.kbench.cli.args;

import dev.kbench.cli.shell.MisuseException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a command takes.
///
/// @param command the command as it is typed, such as `kbench run`
/// @param description what it does: one text or more, each beginning a line
/// @param parameter what it takes without an option's name
/// @param options its options, in the order of the help; `--help` is added
/// @param footer what the help ends with, each text beginning a line
public record Syntax(
        String command,
        List<String> description,
        Optional<Parameter> parameter,
        List<Option> options,
        List<String> footer) {
    /// Copies the lists, and adds `--help`.
    public Syntax {
        description = List.copyOf(description);
        List<Option> all = new ArrayList<>(options);
        all.add(Option.HELP);
        options = List.copyOf(all);
        footer = List.copyOf(footer);
    }

    /// A command that takes nothing but `--help`.
    ///
    /// @param command the command as it is typed
    /// @param description what it does
    /// @return the syntax
    public static Syntax of(String command, String description) {
        return new Syntax(command, List.of(description), Optional.empty(), List.of(), List.of());
    }

    Optional<Option> option(String word) {
        return options.stream().filter(option -> option.isCalled(word)).findFirst();
    }

    List<String> names() {
        return options.stream().map(Option::name).toList();
    }

    /// A refusal that says where to look.
    ///
    /// @param what what was expected and what came
    /// @return the exception to throw
    public MisuseException refusal(String what) {
        return new MisuseException("%s\nsee %s --help".formatted(what, command));
    }

    /// A refusal of a word that looks like an option and is none.
    ///
    /// @param word the word
    /// @return the exception to throw
    public MisuseException unknown(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        return refusal(
                "there is no option '%s'%s"
                        .formatted(
                                name,
                                Likeness.closest(name, names())
                                        .map("; did you mean %s?"::formatted)
                                        .orElse("")));
    }
}
