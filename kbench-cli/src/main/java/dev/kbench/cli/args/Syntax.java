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
/// @param footer what is to be known beside it, each text beginning a line
/// @param examples commands that could be typed, with which the help ends
public record Syntax(
        String command,
        List<String> description,
        Optional<Parameter> parameter,
        List<Option> options,
        List<String> footer,
        List<String> examples) {
    /// Copies the lists, and adds `--help` where it is not there.
    public Syntax {
        description = List.copyOf(description);
        List<Option> all = new ArrayList<>(options);
        if (!all.contains(Option.HELP)) {
            all.add(Option.HELP);
        }
        options = List.copyOf(all);
        footer = List.copyOf(footer);
        examples = List.copyOf(examples);
    }

    /// A syntax whose help has no examples as yet.
    ///
    /// @param command the command as it is typed
    /// @param description what it does
    /// @param parameter what it takes without an option's name
    /// @param options its options
    /// @param footer what is to be known beside it
    public Syntax(
            String command,
            List<String> description,
            Optional<Parameter> parameter,
            List<Option> options,
            List<String> footer) {
        this(command, description, parameter, options, footer, List.of());
    }

    /// The word after `kbench`.
    ///
    /// @return the command's name
    public String name() {
        return command.substring(command.lastIndexOf(' ') + 1);
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
