package dev.kbench.cli.completion;

import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;

import java.util.ArrayList;
import java.util.List;

/// What the fish shell is told. Where nothing is said of a word, it completes the names of files.
final class FishScript {
    private FishScript() {}

    static List<String> of(List<Syntax> commands) {
        List<String> lines = new ArrayList<>();
        for (Syntax command : commands) {
            lines.add(
                    "complete -c kbench -n __fish_use_subcommand -f -a %s -d %s"
                            .formatted(
                                    command.name(),
                                    Completion.quoted(Completion.summary(command))));
        }
        for (Syntax command : commands) {
            String when =
                    "complete -c kbench -n '__fish_seen_subcommand_from %s'"
                            .formatted(command.name());
            command.options().forEach(option -> lines.add(when + option(option)));
            command.parameter()
                    .filter(parameter -> !parameter.words().isEmpty())
                    .ifPresent(parameter -> lines.add(when + " -f -a " + words(parameter.words())));
        }
        return lines;
    }

    private static String option(Option option) {
        StringBuilder line = new StringBuilder();
        if (!option.letter().isEmpty()) {
            line.append(" -s ").append(option.letter().substring(1));
        }
        line.append(" -l ").append(option.name().substring(2));
        if (!option.words().isEmpty()) {
            line.append(" -x -a ").append(words(option.words()));
        } else if (option.takesValue()) {
            line.append(Completion.isFile(option) || Completion.isFolder(option) ? " -r" : " -x");
        }
        return line.append(" -d ")
                .append(Completion.quoted(Completion.summary(option.text())))
                .toString();
    }

    private static String words(List<String> words) {
        return Completion.quoted(String.join(" ", words));
    }
}
