package dev.kbench.tools.sandbox;

/// A way to run programs that nobody has vouched for. Found through `ServiceLoader`; {@link
/// Sandbox} takes the first in order that gives what is required.
///
/// Implementations are thread-safe.
public interface SandboxProvider {
    /// Its name, as `KBENCH_SANDBOX` names it.
    ///
    /// @return such as `bubblewrap`
    String name();

    /// Where it stands among the others: what is quicker and needs less comes first.
    ///
    /// @return lower is earlier
    int order();

    /// Whether its programs are those of an image and not of this machine. Such a provider is only
    /// taken where it is named.
    ///
    /// @return false where a program of this machine can be started
    default boolean usesImage() {
        return false;
    }

    /// What it can hold a program to, here and now. Found out once, by trying.
    ///
    /// @return the guarantees, and why there are no more
    Isolation isolation();

    /// Starts a program in a box.
    ///
    /// @param spec the program, and what it must be held to
    /// @return the running program, to be closed
    /// @throws dev.kbench.tool.ToolUnavailableException if it cannot give what the spec requires,
    ///   or the box cannot be made; never a box that is weaker than required
    SandboxProcess start(SandboxSpec spec);
}
