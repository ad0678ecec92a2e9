package dev.kbench.cli.args;

/// What a command takes without an option's name.
///
/// @param label what a help text puts for it
/// @param required whether there must be one
/// @param repeats whether there may be several
/// @param text what it is
public record Parameter(String label, boolean required, boolean repeats, String text) {
    /// As a usage line names it.
    String shown() {
        String all = repeats ? label + " ..." : label;
        return required ? all : "[" + all + "]";
    }
}
