package dev.kbench.tools;

import dev.kbench.config.Settings;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.python.Interpreter;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxProvider;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A Python and a box for it, as options and settings have them. Immutable.
///
/// @param provider whose box
/// @param python the command that starts the interpreter
/// @param visible folders that it needs
/// @param packages a folder of packages that is no environment of its own; null for none
/// @param requires what the box must hold it to
record PythonBox(
        SandboxProvider provider,
        String python,
        List<Path> visible,
        @Nullable Path packages,
        Set<Guarantee> requires) {
    private static final Logger LOG = System.getLogger(PythonBox.class.getName());
    private static final AtomicBoolean WARNED = new AtomicBoolean();
    private static final String UNBOXED = "none";

    /// What options and settings come to.
    ///
    /// @throws ToolUnavailableException if there is no such Python, or no such box
    static PythonBox of(PythonOptions.Frozen options) {
        Settings settings = Workspace.current().settings();
        String named =
                options.provider() == null
                        ? settings.get(Sandbox.SETTING).orElse("")
                        : options.provider();
        Set<Guarantee> requires = options.requires();
        if (requires == null) {
            requires = named.equals(UNBOXED) ? Set.of() : SandboxSpec.ORDINARY;
        }
        SandboxProvider provider = Sandbox.giving(requires, named);
        if (provider.name().equals(UNBOXED) && WARNED.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "code that a model wrote runs without a box, with all the rights of this user");
        }
        Path environment = environment(options.packages());
        boolean isVenv = environment != null && Files.exists(environment.resolve("pyvenv.cfg"));
        List<Path> visible = new ArrayList<>();
        String command = "python3";
        if (!provider.usesImage()) {
            Interpreter python =
                    interpreter(options.python(), isVenv ? environment : null, settings);
            command = python.executable().toString();
            visible.addAll(python.folders());
        }
        if (environment != null && !visible.contains(environment)) {
            visible.add(environment);
        }
        return new PythonBox(
                provider, command, List.copyOf(visible), isVenv ? null : environment, requires);
    }

    private static @Nullable Path environment(@Nullable Path folder) {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new ToolUnavailableException(
                    "there is no folder of packages at %1$s; make one: python3 -m venv %1$s && %1$s/bin/pip install PACKAGE"
                            .formatted(folder));
        }
        return folder;
    }

    private static Interpreter interpreter(
            @Nullable Path named, @Nullable Path venv, Settings settings) {
        if (named != null) {
            return Interpreter.at(named);
        }
        if (venv != null) {
            Path windows = venv.resolve("Scripts/python.exe");
            return Interpreter.at(Files.exists(windows) ? windows : venv.resolve("bin/python"));
        }
        return settings.get(Interpreter.SETTING)
                .map(path -> Interpreter.at(Path.of(path)))
                .orElseGet(() -> Interpreter.find(Host.real()));
    }

    /// A program of this Python.
    SandboxSpec spec(
            List<String> arguments,
            Map<String, String> environment,
            List<SandboxFile> files,
            SandboxLimits limits) {
        List<String> command = new ArrayList<>();
        command.add(python);
        command.addAll(arguments);
        LinkedHashMap<String, String> all = new LinkedHashMap<>();
        all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        all.put("HOME", "/tmp");
        all.put("LC_ALL", "C.UTF-8");
        all.put("PYTHONUTF8", "1");
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        all.put("PYTHONHASHSEED", "0"); // sets in one order, so that a run can be had again
        all.put("MPLBACKEND", "agg");
        if (packages != null) {
            all.put("PYTHONPATH", packages.toString());
        }
        all.putAll(environment);
        return new SandboxSpec(command, all, files, visible, limits, requires);
    }
}
