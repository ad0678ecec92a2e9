package dev.kbench.cli.shell;

import java.io.Console;
import java.util.Optional;

/// Which standard streams are terminals.
///
/// @param out whether standard output is one
/// @param err whether standard error is one
public record Terminals(boolean out, boolean err) {
    private static final String FOUND = "kbench.terminals";

    /// Neither.
    public static final Terminals NONE = new Terminals(false, false);

    /// The process's: as the launcher found them (`kbench.terminals` holds `0` for input, `1` for
    /// output and `2` for errors), else as far as Java can tell, which knows both only where input
    /// is a terminal too.
    ///
    /// @return what is known
    static Terminals ofProcess() {
        String found = System.getProperty(FOUND);
        if (found != null) {
            return new Terminals(found.contains("1"), found.contains("2"));
        }
        boolean all = isConsole();
        return new Terminals(all, all);
    }

    /// Whether a person reads the process's output and writes its input. Asked of the launcher
    /// first, since Java's console takes many classes to be found.
    ///
    /// @return whether questions can be put
    static boolean ask() {
        String found = System.getProperty(FOUND);
        return found == null ? isConsole() : found.contains("0") && found.contains("1");
    }

    private static boolean isConsole() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
