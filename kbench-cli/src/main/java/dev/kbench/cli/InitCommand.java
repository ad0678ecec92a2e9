package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.setup.EnvFile;
import dev.kbench.cli.setup.Question;
import dev.kbench.cli.setup.Questions;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.key.KbenchException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `kbench init`.
final class InitCommand implements Subcommand {
    private final Shell shell;

    InitCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench init",
                List.of(
                        "Writes a .env file that configures models, into the working directory."
                            + " Asks on a terminal for what no option gives, where none is given."),
                Optional.empty(),
                Stream.concat(
                                Questions.ALL.stream().map(InitCommand::option),
                                Stream.of(
                                        Option.flag(
                                                "--force",
                                                "Changes a .env file that is there already.")))
                        .toList(),
                List.of(),
                List.of("kbench init --model local/smollm2"));
    }

    private static Option option(Question question) {
        String secret =
                question.secret()
                        ? "; - reads a line of standard input, which keeps it out of the list of"
                                + " processes"
                        : "";
        return Option.of(
                question.option(),
                question.label(),
                "%s (%s)%s.".formatted(question.text(), question.variable(), secret));
    }

    @Override
    public int run(Given given) {
        LinkedHashMap<String, String> values = new LinkedHashMap<>();
        for (Question question : Questions.ALL) {
            value(given, question).ifPresent(value -> values.put(question.variable(), value));
        }
        values.forEach(
                (variable, value) ->
                        Questions.objection(variable, value)
                                .ifPresent(
                                        text -> {
                                            throw new MisuseException(text);
                                        }));
        if (values.isEmpty() && shell.asks()) {
            for (Question question : Questions.ALL) {
                Questions.ask(question, shell)
                        .ifPresent(value -> values.put(question.variable(), value));
            }
        }
        if (values.isEmpty()) {
            throw new MisuseException(
                    "nothing to write: expected at least one setting, such as --model local/smollm2"
                            + " (see kbench init --help)");
        }
        Path file = new EnvFile(shell.directory()).write(values, given.has("--force"));
        shell.out()
                .println(
                        "wrote %s to %s; kbench models shows which models answer"
                                .formatted(String.join(", ", values.keySet()), file));
        tellOfOddLine();
        return 0;
    }

    /// What was odd in the file before is still there.
    private void tellOfOddLine() {
        try {
            shell.settings().warnings().forEach(odd -> shell.say("mend " + odd));
        } catch (KbenchException e) {
            shell.say("mend %s".formatted(e.getMessage()));
        }
    }

    private Optional<String> value(Given given, Question question) {
        String value = given.value(question.option()).orElse("");
        if (!question.secret() || !value.equals("-")) {
            return Optional.of(value.strip()).filter(v -> !v.isEmpty());
        }
        Optional<String> line = Questions.line(shell);
        if (line.isEmpty()) {
            throw new MisuseException(
                    "%s - reads a line of standard input, which was empty"
                            .formatted(question.option()));
        }
        return line;
    }
}
