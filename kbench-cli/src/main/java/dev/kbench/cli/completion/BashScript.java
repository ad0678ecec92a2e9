package dev.kbench.cli.completion;

import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Bash is told. Where nothing is said of a word, Bash completes the names of files.
final class BashScript {
    private BashScript() {}

    static List<String> of(List<Syntax> commands) {
        List<String> lines = new ArrayList<>();
        lines.add("_kbench() {");
        lines.add("  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}");
        lines.add("  # --name=value comes as three words");
        lines.add("  if [ \"$word\" = = ]; then word=");
        lines.add("  elif [ \"$before\" = = ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi");
        lines.add("  COMPREPLY=()");
        lines.add("  if [ \"$COMP_CWORD\" -eq 1 ]; then");
        lines.add("    COMPREPLY=($(compgen -W '%s' -- \"$word\"))".formatted(all(commands)));
        lines.add("    return");
        lines.add("  fi");
        lines.add("  case ${COMP_WORDS[1]}$before in");
        for (Syntax command : commands) {
            command.options().stream()
                    .filter(option -> !option.words().isEmpty())
                    .map(option -> words(command.name() + option.name(), option.words()))
                    .forEach(lines::add);
        }
        lines.add("  esac");
        lines.add("  case ${COMP_WORDS[1]}/$word in");
        for (Syntax command : commands) {
            lines.add(words(command.name() + "/-*", options(command)));
            command.parameter()
                    .filter(parameter -> !parameter.words().isEmpty())
                    .map(parameter -> words(command.name() + "/*", parameter.words()))
                    .ifPresent(lines::add);
        }
        lines.add("  esac");
        lines.add("}");
        lines.add("complete -o default -F _kbench kbench");
        return lines;
    }

    private static String all(List<Syntax> commands) {
        return Completion.names(commands) + " --help";
    }

    private static String words(String pattern, List<String> words) {
        return "    %s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;"
                .formatted(pattern, String.join(" ", words));
    }

    private static List<String> options(Syntax command) {
        return command.options().stream()
                .flatMap(BashScript::names)
                .collect(Collectors.toUnmodifiableList());
    }

    private static Stream<String> names(Option option) {
        return Stream.of(option.name(), option.letter()).filter(name -> !name.isEmpty());
    }
}
