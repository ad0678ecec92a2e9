package dev.kbench.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java process of our own, on the class path of this one.
final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    /// Starts one.
    ///
    /// @param main whose `main` it runs
    /// @param options the virtual machine's
    /// @param args the program's
    Program(Class<?> main, List<String> options, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(args);
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// The next line that it prints.
    ///
    /// @throws IllegalStateException if it ends before
    String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IllegalStateException("a process ended before it said anything");
        }
        return line;
    }

    /// Closes its standard input, at whose end it is to end.
    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /// Waits for its end and gives the lines that it printed.
    ///
    /// @throws IllegalStateException if it ends with another code than 0
    List<String> lines() throws IOException, InterruptedException {
        List<String> lines = out.lines().toList();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("a process ended with the code " + code);
        }
        return lines;
    }

    /// Ends it, if it still runs.
    @Override
    public void close() throws IOException {
        process.destroy();
        out.close();
    }
}
