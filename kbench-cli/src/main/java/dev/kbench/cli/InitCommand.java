package dev.kbench.cli;

import dev.kbench.cli.setup.EnvFile;
import dev.kbench.cli.setup.Question;
import dev.kbench.cli.setup.Questions;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.key.KbenchException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

/// `kbench init`.
final class InitCommand implements Subcommand {
    private final Shell shell;

    InitCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        for (Question question : Questions.ALL) {
            spec.addOption(
                    OptionSpec.builder(question.option())
                            .paramLabel(question.label())
                            .type(String.class)
                            .description(
                                    "%s (%s)%s."
                                            .formatted(
                                                    question.text(),
                                                    question.variable(),
                                                    question.secret()
                                                            ? "; - reads a line of standard input,"
                                                                    + " which keeps it out of the"
                                                                    + " list of processes"
                                                            : ""))
                            .build());
        }
        spec.addOption(
                OptionSpec.builder("--force")
                        .description("Changes a .env file that is there already.")
                        .build());
        spec.usageMessage()
                .description(
                        "Writes a .env file that configures models, into the working directory."
                            + " Asks on a terminal for what no option gives, where none is given.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        LinkedHashMap<String, String> values = new LinkedHashMap<>();
        for (Question question : Questions.ALL) {
            option(given, question).ifPresent(value -> values.put(question.variable(), value));
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
        Path file = new EnvFile(shell.directory()).write(values, given.hasMatchedOption("--force"));
        shell.out()
                .println(
                        "wrote %s to %s; kbench models shows which models answer"
                                .formatted(String.join(", ", values.keySet()), file));
        tellOfOddLine();
        return 0;
    }

    /// A line of the file that was odd before is still there, and stops the other commands.
    private void tellOfOddLine() {
        try {
            shell.settings();
        } catch (KbenchException e) {
            shell.say("mend %s".formatted(e.getMessage()));
        }
    }

    private Optional<String> option(ParseResult given, Question question) {
        String value = given.matchedOptionValue(question.option(), "");
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
