package dev.kbench.cli.shell;

import java.io.Console;
import java.util.Optional;

/// Which standard streams are terminals.
///
/// @param out whether standard output is one
/// @param err whether standard error is one
public record Terminals(boolean out, boolean err) {
    /// Neither.
    public static final Terminals NONE = new Terminals(false, false);

    /// The process's: as the launcher found them (`kbench.terminals` holds `1` for output and `2`
    /// for errors), else as far as Java can tell, which knows both only where input is a terminal
    /// too.
    ///
    /// @return what is known
    static Terminals ofProcess() {
        String found = System.getProperty("kbench.terminals");
        if (found != null) {
            return new Terminals(found.contains("1"), found.contains("2"));
        }
        boolean both = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Terminals(both, both);
    }
}
