package dev.kbench.tools.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// A program to run in a box, and what the box must hold it to.
///
/// @param command the program and its arguments; a program without a slash is one of the system's
/// @param environment all of its environment; nothing of the JVM's is added
/// @param files what lies in its working folder when it starts
/// @param visible folders of the host that it may read, at their own paths, beside the system's
/// @param limits how much it may take
/// @param requires what it must be held to; a provider that cannot refuses
public record SandboxSpec(
        List<String> command,
        SequencedMap<String, String> environment,
        List<SandboxFile> files,
        List<Path> visible,
        SandboxLimits limits,
        Set<Guarantee> requires) {
    /// What is asked for where nothing else is said: all but a filter of system calls and a virtual
    /// machine.
    public static final Set<Guarantee> ORDINARY =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            Guarantee.PROCESS,
                            Guarantee.FILES,
                            Guarantee.NETWORK,
                            Guarantee.MEMORY,
                            Guarantee.TASKS));

    /// Linux gives a program no longer ones (`MAX_ARG_STRLEN`, execve(2)).
    private static final long LONGEST_ARGUMENT = (128 << 10) - 1;

    /// Half of what Linux gives a program in all, where nobody has set less; the box needs its
    /// part.
    private static final long MOST_ARGUMENTS = 1 << 20;

    /// Refuses what no program can be started with.
    public SandboxSpec {
        command = List.copyOf(command);
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException(
                    "command: expected a program and its arguments, got none");
        }
        command.forEach(argument -> fits("an argument", argument));
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
        environment.forEach(SandboxSpec::variable);
        fit(command, environment);
        files = List.copyOf(files);
        Set<String> paths = new HashSet<>();
        for (SandboxFile file : files) {
            if (!paths.add(file.path())) {
                throw new IllegalArgumentException(
                        "files: expected each path once, got '%s' twice".formatted(file.path()));
            }
        }
        paths.forEach(path -> noFileAbove(path, paths));
        visible = List.copyOf(visible);
        for (Path folder : visible) {
            if (!folder.isAbsolute() || folder.getNameCount() == 0) {
                throw new IllegalArgumentException(
                        "visible: expected absolute paths of folders below the root, got '%s'"
                                .formatted(folder));
            }
        }
        requireNonNull(limits, "limits: expected limits, got null");
        requires =
                requires.isEmpty()
                        ? Set.of()
                        : Collections.unmodifiableSet(EnumSet.copyOf(requires));
    }

    private static void variable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "environment: expected a name without '=', got '%s'".formatted(name));
        }
        fits("the name of a variable", name);
        fits("the variable " + name, requireNonNull(value, name + ": expected a value, got null"));
    }

    private static void noFileAbove(String path, Set<String> paths) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            String folder = path.substring(0, end);
            if (paths.contains(folder)) {
                throw new IllegalArgumentException(
                        "files: '%s' cannot be a file and the folder of '%s'"
                                .formatted(folder, path));
            }
        }
    }

    private static void fits(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "%s has a NUL character, which no program can be given".formatted(what));
        }
        long bytes = bytes(text);
        if (bytes > LONGEST_ARGUMENT) {
            throw new IllegalArgumentException(
                    "%s has %d bytes; a program can be given at most %d in one: give it as a file, or as input"
                            .formatted(what, bytes, LONGEST_ARGUMENT));
        }
    }

    private static void fit(List<String> command, Map<String, String> environment) {
        long bytes = 0;
        for (String argument : command) {
            bytes += bytes(argument);
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            bytes += bytes(variable.getKey()) + bytes(variable.getValue());
        }
        if (bytes > MOST_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "arguments and environment have %d bytes in all; a program can be given at most %d: give them as a file, or as input"
                            .formatted(bytes, MOST_ARGUMENTS));
        }
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// A program with ordinary limits and guarantees, no environment and no files.
    ///
    /// @param command the program and its arguments
    /// @return the spec
    public static SandboxSpec of(String... command) {
        return new SandboxSpec(
                List.of(command),
                new LinkedHashMap<>(),
                List.of(),
                List.of(),
                SandboxLimits.DEFAULT,
                ORDINARY);
    }

    /// This spec with another environment.
    ///
    /// @param all names and values
    /// @return the spec
    public SandboxSpec withEnvironment(Map<String, String> all) {
        return new SandboxSpec(command, new LinkedHashMap<>(all), files, visible, limits, requires);
    }

    /// This spec with other files.
    ///
    /// @param all what lies in the working folder
    /// @return the spec
    public SandboxSpec withFiles(List<SandboxFile> all) {
        return new SandboxSpec(command, environment, all, visible, limits, requires);
    }

    /// This spec with other folders to read.
    ///
    /// @param folders absolute paths
    /// @return the spec
    public SandboxSpec withVisible(List<Path> folders) {
        return new SandboxSpec(command, environment, files, folders, limits, requires);
    }

    /// This spec with other limits.
    ///
    /// @param other how much it may take
    /// @return the spec
    public SandboxSpec withLimits(SandboxLimits other) {
        return new SandboxSpec(command, environment, files, visible, other, requires);
    }

    /// This spec with other demands on the box.
    ///
    /// @param guarantees what it must be held to
    /// @return the spec
    public SandboxSpec withRequires(Set<Guarantee> guarantees) {
        return new SandboxSpec(command, environment, files, visible, limits, guarantees);
    }
}
