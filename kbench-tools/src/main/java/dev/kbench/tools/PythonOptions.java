package dev.kbench.tools;

import static java.util.Objects.requireNonNull;

import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.SandboxLimits;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Set;

/// Which Python, which packages, which box: options of a runner of scripts and of a session. Each
/// is set at most once.
///
/// One thread.
public final class PythonOptions {
    private @Nullable Path python;
    private @Nullable Path packages;
    private @Nullable String provider;
    private @Nullable Set<Guarantee> requires;
    private @Nullable SandboxLimits limits;
    private @Nullable Boolean ipython;

    /// What was set; what was not is null.
    record Frozen(
            @Nullable Path python,
            @Nullable Path packages,
            @Nullable String provider,
            @Nullable Set<Guarantee> requires,
            @Nullable SandboxLimits limits,
            @Nullable Boolean ipython) {}

    PythonOptions() {}

    /// The interpreter; by default the setting `KBENCH_PYTHON`, else the first `python3` on the
    /// path. A wrapper is asked for the interpreter it stands for, once.
    ///
    /// @param program its path
    /// @return this
    public PythonOptions python(Path program) {
        refuseTwice("python", python);
        python = requireNonNull(program, "program: expected the path of a Python, got null");
        return this;
    }

    /// Where packages lie: a virtual environment (`python3 -m venv FOLDER`), whose Python is then
    /// taken, or a folder that `pip install --target FOLDER` has filled. It is seen read-only.
    ///
    /// @param folder the folder
    /// @return this
    public PythonOptions environment(Path folder) {
        refuseTwice("environment", packages);
        packages =
                requireNonNull(folder, "folder: expected a folder of packages, got null")
                        .toAbsolutePath()
                        .normalize();
        return this;
    }

    /// The box; by default the setting `KBENCH_SANDBOX`, else the first that gives what is
    /// required.
    ///
    /// @param name such as `bubblewrap` or `podman`; `none` runs without a box, with all your
    ///   rights
    /// @return this
    public PythonOptions sandbox(String name) {
        refuseTwice("sandbox", provider);
        provider = requireNonNull(name, "name: expected a provider such as bubblewrap, got null");
        return this;
    }

    /// What the box must hold programs to; by default processes, files, network, memory and tasks.
    ///
    /// @param guarantees the guarantees; none runs without a box where there is none
    /// @return this
    public PythonOptions requires(Guarantee... guarantees) {
        refuseTwice("requires", requires);
        requires = Set.of(guarantees);
        return this;
    }

    /// How much programs may take; by default {@link SandboxLimits#DEFAULT}, and for a session an
    /// hour.
    ///
    /// @param value the limits
    /// @return this
    public PythonOptions limits(SandboxLimits value) {
        refuseTwice("limits", limits);
        limits = requireNonNull(value, "value: expected limits, got null");
        return this;
    }

    /// Whether IPython runs a session's code; by default it does where it is installed for the
    /// interpreter. Python alone starts several times as fast, and knows no magics. Scripts are
    /// Python's in any case.
    ///
    /// @param wanted true to require it, false to do without
    /// @return this
    public PythonOptions ipython(boolean wanted) {
        refuseTwice("ipython", ipython);
        ipython = wanted;
        return this;
    }

    private static void refuseTwice(String name, @Nullable Object old) {
        if (old != null) {
            throw new IllegalArgumentException("%s was already set to %s".formatted(name, old));
        }
    }

    Frozen frozen() {
        return new Frozen(python, packages, provider, requires, limits, ipython);
    }
}
