package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.shell.Resource;
import dev.kbench.cli.shell.Shell;

import java.util.List;
import java.util.Optional;

/// `kbench skill`.
final class SkillCommand implements Subcommand {
    private final Shell shell;

    SkillCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench skill",
                List.of(
                        "Prints the skill file from which a coding assistant learns to write"
                                + " benchmarks with this version of kbench."),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of("kbench skill > .claude/skills/kbench/SKILL.md"));
    }

    @Override
    public int run(Given given) {
        shell.records().print(Resource.text(SkillCommand.class, "SKILL.md"));
        return 0;
    }
}
