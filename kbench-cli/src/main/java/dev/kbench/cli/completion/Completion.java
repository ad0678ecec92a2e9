package dev.kbench.cli.completion;

import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A shell that completes words, and the script that has it complete kbench's.
public enum Completion {
    /// GNU Bash 3.2 and later.
    BASH("bash", "eval \"$(kbench completion bash)\""),
    /// The Z shell, with its completion system on.
    ZSH("zsh", "eval \"$(kbench completion zsh)\""),
    /// The fish shell.
    FISH("fish", "kbench completion fish | source");

    private final String shell;
    private final String use;

    Completion(String shell, String use) {
        this.shell = shell;
        this.use = use;
    }

    /// The shells' names.
    ///
    /// @return their names, as {@link #of} takes them
    public static List<String> shells() {
        return Stream.of(values()).map(one -> one.shell).toList();
    }

    /// The one of a name.
    ///
    /// @param shell one of {@link #shells}
    /// @return its completion
    public static Completion of(String shell) {
        return Stream.of(values()).filter(one -> one.shell.equals(shell)).findFirst().orElseThrow();
    }

    /// What is typed, or put into the shell's own file, to have it complete.
    ///
    /// @return a line
    public String use() {
        return use;
    }

    /// The script.
    ///
    /// @param commands what there is to complete, in the order of the help
    /// @return its lines
    public List<String> script(List<Syntax> commands) {
        List<Syntax> all = new ArrayList<>(commands);
        all.add(help(commands));
        return switch (this) {
            case BASH -> BashScript.of(all);
            case ZSH -> ZshScript.of(all);
            case FISH -> FishScript.of(all);
        };
    }

    private static Syntax help(List<Syntax> commands) {
        return new Syntax(
                "kbench help",
                List.of("Says what a command takes."),
                Optional.of(
                        new Parameter(
                                "COMMAND",
                                false,
                                false,
                                "The command.",
                                commands.stream().map(Syntax::name).toList())),
                List.of(),
                List.of());
    }

    /// Whether an option's value is a folder.
    static boolean isFolder(Option option) {
        return option.label().equals("DIR");
    }

    /// Whether an option's value is a file.
    static boolean isFile(Option option) {
        return option.label().equals("FILE");
    }

    /// What a command does, in its first sentence and without the point.
    static String summary(Syntax command) {
        return summary(command.description().getFirst());
    }

    static String summary(String text) {
        int end = text.indexOf(". ");
        String first = end < 0 ? text : text.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /// A text between single quotes, as all three shells read it.
    static String quoted(String text) {
        return "'" + text.replace("'", "’") + "'";
    }

    static String names(List<Syntax> commands) {
        return commands.stream().map(Syntax::name).collect(Collectors.joining(" "));
    }
}
