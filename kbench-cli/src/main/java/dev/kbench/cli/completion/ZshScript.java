package dev.kbench.cli.completion;

import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;

import java.util.ArrayList;
import java.util.List;

/// What the Z shell is told.
final class ZshScript {
    private ZshScript() {}

    static List<String> of(List<Syntax> commands) {
        List<String> lines = new ArrayList<>();
        lines.add("#compdef kbench");
        lines.add("_kbench() {");
        lines.add("  local -a commands");
        lines.add("  commands=(");
        for (Syntax command : commands) {
            lines.add(
                    "    "
                            + Completion.quoted(
                                    command.name() + ":" + plain(Completion.summary(command))));
        }
        lines.add("  )");
        lines.add("  if (( CURRENT == 2 )); then _describe command commands; return; fi");
        lines.add("  shift words");
        lines.add("  (( CURRENT-- ))");
        lines.add("  case $words[1] in");
        for (Syntax command : commands) {
            lines.add("    %s) _arguments \\".formatted(command.name()));
            command.options().forEach(option -> lines.add("      " + option(option) + " \\"));
            lines.add("      " + parameter(command) + " ;;");
        }
        lines.add("  esac");
        lines.add("}");
        lines.add(
                "# from a file of $fpath, the first call defines the function and has to make it");
        lines.add(
                "if [[ $funcstack[1] == _kbench ]]; then _kbench; else compdef _kbench kbench; fi");
        return lines;
    }

    private static String option(Option option) {
        String text = "[" + plain(Completion.summary(option.text())) + "]";
        String rest = Completion.quoted(text + (option.takesValue() ? value(option) : ""));
        if (option.letter().isEmpty()) {
            return (option.repeats() ? "'*'" : "") + option.name() + rest;
        }
        String names = "{%s,%s}".formatted(option.letter(), option.name());
        return option.repeats()
                ? "'*'" + names + rest
                : "'(%s %s)'%s%s".formatted(option.letter(), option.name(), names, rest);
    }

    private static String value(Option option) {
        String what =
                !option.words().isEmpty()
                        ? "(" + String.join(" ", option.words()) + ")"
                        : Completion.isFolder(option)
                                ? "_files -/"
                                : Completion.isFile(option) ? "_files" : "";
        return ":" + option.label() + ":" + what;
    }

    private static String parameter(Syntax command) {
        return command.parameter().map(ZshScript::parameter).orElse("'*::nothing further: '");
    }

    private static String parameter(Parameter parameter) {
        String what =
                parameter.words().isEmpty()
                        ? "_files"
                        : "(" + String.join(" ", parameter.words()) + ")";
        return Completion.quoted(
                (parameter.repeats() ? "*:" : "1:") + parameter.label() + ":" + what);
    }

    /// Without the characters that mean something to it.
    private static String plain(String text) {
        return text.replace("[", "(").replace("]", ")").replace(":", "\\:");
    }
}
