package dev.kbench.cli;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.key.KbenchException;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;

/// The `kbench` command: finds the subcommand, and turns what it refuses into a line and an exit
/// code. Specified without annotations, since reading those costs start-up time.
final class Command {
    private static final int MISUSE = 2;

    private final Shell shell;
    private final Map<String, Subcommand> subcommands = new LinkedHashMap<>();

    Command(Shell shell) {
        this.shell = shell;
        subcommands.put("run", new RunCommand(shell));
        subcommands.put("models", new ModelsCommand(shell));
        subcommands.put("init", new InitCommand(shell));
        subcommands.put("version", new VersionCommand(shell));
    }

    /// Runs it.
    ///
    /// @param args the command's words
    /// @return the exit code
    int run(String... args) {
        CommandLine line = commandLine();
        try {
            ParseResult root = line.parseArgs(args);
            ParseResult parsed = root.hasSubcommand() ? root.subcommand() : root;
            CommandLine chosen = parsed.commandSpec().commandLine();
            if (parsed.isUsageHelpRequested()) {
                chosen.usage(shell.out(), Ansi.OFF);
                return 0;
            }
            Subcommand subcommand = subcommands.get(chosen.getCommandName());
            if (subcommand == null) {
                chosen.usage(shell.err(), Ansi.OFF);
                return MISUSE;
            }
            return subcommand.run(parsed);
        } catch (ParameterException e) {
            return refuse(usageError(e));
        } catch (MisuseException | KbenchException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private int refuse(String message) {
        shell.say("kbench: " + message);
        return MISUSE;
    }

    private CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("kbench").addOption(help());
        spec.usageMessage()
                .description("Runs benchmarks of language models.")
                .width(100)
                .autoWidth(false);
        CommandLine line = new CommandLine(spec);
        subcommands.forEach(
                (name, subcommand) -> {
                    CommandSpec sub = subcommand.spec().addOption(help());
                    sub.usageMessage().width(100).autoWidth(false);
                    line.addSubcommand(name, sub);
                });
        return line.setExpandAtFiles(false);
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this.")
                .build();
    }

    private String usageError(ParameterException e) {
        String name = e.getCommandLine().getCommandName();
        String what =
                e instanceof UnmatchedArgumentException unmatched && !name.equals("kbench")
                        ? "unexpected '%s'".formatted(unmatched.getUnmatched().getFirst())
                        : e instanceof UnmatchedArgumentException unmatched
                                ? "there is no command or option '%s'; commands: %s"
                                        .formatted(
                                                unmatched.getUnmatched().getFirst(),
                                                String.join(", ", subcommands.keySet()))
                                : String.valueOf(e.getMessage());
        return "%s\nsee %s --help"
                .formatted(what, name.equals("kbench") ? "kbench" : "kbench " + name);
    }
}
