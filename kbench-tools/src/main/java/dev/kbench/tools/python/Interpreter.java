package dev.kbench.tools.python;

import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.tools.sandbox.child.Starter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Python interpreter, as it speaks of itself. A name on the path may be a wrapper that looks for
/// the interpreter at each start, at ten times the cost: so whatever is found or named is asked
/// once for `sys.executable`, and that is what is started.
///
/// @param executable the interpreter itself
/// @param version such as `3.11.2`
/// @param folders where its libraries and its environment lie, beside the system's own folders
public record Interpreter(Path executable, String version, List<Path> folders) {
    /// The setting that names an interpreter.
    public static final String SETTING = "KBENCH_PYTHON";

    private static final String INSTALL =
            "install it: apt-get install python3 (Debian, Ubuntu), dnf install python3 (Fedora),"
                    + " apk add python3 (Alpine), brew install python3 (macOS); or name one: "
                    + SETTING
                    + "=/path/to/python3";
    private static final int OLDEST_MINOR = 8;
    private static final long LONGEST_SECONDS = 20;
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final String QUESTION =
            "import sys; print('\\n"
                + "'.join(['kbench', '%d.%d.%d' % sys.version_info[:3], sys.executable, sys.prefix,"
                + " sys.exec_prefix, getattr(sys, 'base_prefix', ''), getattr(sys,"
                + " 'base_exec_prefix', '')]))";

    private static final Map<Path, Interpreter> KNOWN = new ConcurrentHashMap<>();

    /// Copies the folders.
    public Interpreter {
        folders = List.copyOf(folders);
    }

    /// The first interpreter on the path.
    ///
    /// @param host the machine
    /// @return the interpreter
    /// @throws ToolUnavailableException if there is none
    public static Interpreter find(Host host) {
        List<String> refused = new ArrayList<>();
        for (String name : List.of("python3", "python")) {
            Optional<Path> program = host.program(name);
            if (program.isPresent()) {
                try {
                    return at(program.get());
                } catch (ToolUnavailableException e) {
                    refused.add(String.valueOf(e.getMessage()));
                }
            }
        }
        throw new ToolUnavailableException(
                refused.isEmpty()
                        ? "no Python was found: there is neither python3 nor python on the PATH; "
                                + INSTALL
                        : "no Python was found that can be used: %s; %s"
                                .formatted(String.join("; ", refused), INSTALL));
    }

    /// The interpreter that somebody named.
    ///
    /// @param program its path, or that of a wrapper around it
    /// @return the interpreter
    /// @throws ToolUnavailableException if it is none
    public static Interpreter at(Path program) {
        Path absolute = program.toAbsolutePath().normalize();
        Interpreter known = KNOWN.get(absolute);
        if (known == null) {
            known = asked(absolute);
            KNOWN.put(absolute, known);
        }
        return known;
    }

    private static Interpreter asked(Path program) {
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            throw new ToolUnavailableException(
                    "%s is no program that can be started; %s".formatted(program, INSTALL));
        }
        String answer = answer(program);
        List<String> lines = answer.lines().toList();
        int start = lines.indexOf("kbench");
        if (start < 0 || lines.size() < start + 7) {
            throw new ToolUnavailableException(
                    "%s is no Python: asked for its version, it said '%s'"
                            .formatted(program, answer.strip().lines().findFirst().orElse("")));
        }
        String version = lines.get(start + 1);
        String[] parts = version.split("\\.", -1);
        if (Integer.parseInt(parts[0]) != 3 || Integer.parseInt(parts[1]) < OLDEST_MINOR) {
            throw new ToolUnavailableException(
                    "%s is Python %s; Python 3.%d or newer is needed"
                            .formatted(program, version, OLDEST_MINOR));
        }
        Path executable = Path.of(lines.get(start + 2));
        return new Interpreter(
                executable, version, folders(executable, lines.subList(start + 3, start + 7)));
    }

    private static List<Path> folders(Path executable, List<String> prefixes) {
        List<Path> found = new ArrayList<>();
        Stream<Path> all =
                Stream.concat(
                        prefixes.stream().filter(one -> !one.isEmpty()).map(Path::of),
                        Stream.of(real(executable), executable)
                                .map(Path::getParent)
                                .map(Path::getParent));
        for (Path folder : all.flatMap(one -> Stream.of(one, real(one))).distinct().toList()) {
            if (folder.getNameCount() > 0
                    && !folder.startsWith("/usr")
                    && Files.isDirectory(folder)
                    && found.stream().noneMatch(folder::startsWith)) {
                found.add(folder);
            }
        }
        return found;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    private static String answer(Path program) {
        ProcessBuilder builder =
                new ProcessBuilder(program.toString(), "-c", QUESTION).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
        try {
            Process process = Starter.start(builder);
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ToolUnavailableException(
                        "%s, asked for its version, said nothing for %d s"
                                .formatted(program, LONGEST_SECONDS));
            }
            return new String(
                    process.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ToolUnavailableException(
                    "%s could not be started: %s".formatted(program, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException(
                    "interrupted while %s was asked for its version".formatted(program), e);
        }
    }
}
