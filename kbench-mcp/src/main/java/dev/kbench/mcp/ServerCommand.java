package dev.kbench.mcp;

import dev.kbench.config.Settings;
import dev.kbench.tool.ToolUnavailableException;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How a server's process is started, so that it ends with this one, however this one ends.
///
/// Between the two stands a shell in a process group of its own. It hands the server what it reads;
/// once there is nothing more to read, the server has two seconds to end by itself, then its group
/// is killed. Where the server ends first, whatever it left in the group is killed at once. On
/// Windows, which has no such shell, the server sees the end of its input, and a close ends its
/// tree.
///
/// @param words the program and its arguments
/// @param environment the variables that it is given
/// @param directory where it starts; null for this process's own
record ServerCommand(
        List<String> words, Map<String, String> environment, @Nullable Path directory) {
    /// `$0` is a word that nobody else knows; the server's exit code follows it.
    private static final String UNTIL_INPUT_ENDS =
            "exec 3<&0 </dev/null; "
                    + "( cat <&3; exec >&-; sleep 2; kill -9 0 ) 2>/dev/null | "
                    + "( \"$@\" 3<&-; echo \"$0 $?\" >&2; kill -9 0 )";

    /// The same in a group of its own, for systems without `setsid`. A shell that makes no groups
    /// must not kill this process's: it starts the server, and no more.
    private static final String IN_A_GROUP =
            "exec 3<&0; set -m 2>/dev/null; case $- in "
                    + "*m*) /bin/sh -c \"$0\" \"$@\" <&3 3<&- & exec 3<&-; wait $!;; "
                    + "*) shift; exec \"$@\" <&3 3<&-;; esac";

    private static final Path BASH = Path.of("/bin/bash");
    private static final List<String> NEEDED =
            List.of(
                    "PATH",
                    "HOME",
                    "LANG",
                    "LC_ALL",
                    "TMPDIR",
                    "SystemRoot",
                    "SystemDrive",
                    "USERPROFILE",
                    "APPDATA",
                    "LOCALAPPDATA",
                    "ProgramFiles",
                    "COMSPEC",
                    "PATHEXT",
                    "TEMP",
                    "TMP");
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final List<String> ENDINGS = List.of("", ".exe", ".cmd", ".bat");

    ServerCommand {
        words = List.copyOf(words);
        environment = new LinkedHashMap<>(environment);
    }

    /// The program alone: arguments may hold keys.
    String program() {
        return words.getFirst();
    }

    /// What starts it.
    ///
    /// @param mark the word before the exit code
    /// @throws ToolUnavailableException if there is no such program
    ProcessBuilder builder(String mark) {
        return builder(mark, isWindows() ? "" : found("setsid", USUAL_PATH));
    }

    /// @param setsid the program that makes a session; empty where there is none
    ProcessBuilder builder(String mark, String setsid) {
        Map<String, String> variables = variables();
        requireProgram(variables.getOrDefault("PATH", USUAL_PATH));
        List<String> command = new ArrayList<>();
        if (!isWindows()) {
            if (setsid.isEmpty()) {
                command.addAll(List.of(groupingShell(), "-c", IN_A_GROUP, UNTIL_INPUT_ENDS, mark));
            } else {
                command.addAll(List.of(setsid, "/bin/sh", "-c", UNTIL_INPUT_ENDS, mark));
            }
        }
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(variables);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        return builder;
    }

    private static String groupingShell() {
        return Files.isExecutable(BASH) ? BASH.toString() : "/bin/sh";
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        Settings own = Settings.ofProcess();
        NEEDED.forEach(name -> own.get(name).ifPresent(value -> variables.put(name, value)));
        own.get("Path").ifPresent(value -> variables.putIfAbsent("PATH", value));
        variables.putIfAbsent("PATH", USUAL_PATH);
        variables.putAll(environment);
        return variables;
    }

    private void requireProgram(String path) {
        if (isPath(program())) {
            Path base = directory == null ? Path.of("") : directory;
            Path file = base.resolve(program()).toAbsolutePath();
            if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
                throw new ToolUnavailableException(
                        "the MCP server '%s' cannot be started: %s"
                                .formatted(
                                        program(),
                                        Files.exists(file)
                                                ? file + " is no program that may be run"
                                                : "there is no file " + file));
            }
        } else if (found(program(), path).isEmpty()) {
            throw new ToolUnavailableException(
                    "the MCP server '%s' cannot be started: no program of that name is on the PATH (%s); install it, or give its whole path"
                            .formatted(program(), path));
        }
    }

    private static boolean isPath(String program) {
        return program.contains("/") || program.contains(File.separator);
    }

    private static String found(String program, String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            for (String ending : isWindows() ? ENDINGS : ENDINGS.subList(0, 1)) {
                Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(program + ending);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file.toString();
                }
            }
        }
        return "";
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    }
}
