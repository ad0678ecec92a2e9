package dev.kbench.bench;

import dev.kbench.tools.IPythonRepl;
import dev.kbench.tools.PythonTools;
import dev.kbench.tools.ScriptRunner;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxProvider;
import dev.kbench.tools.sandbox.SandboxResult;
import dev.kbench.tools.sandbox.SandboxSpec;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a box costs: each boxed start beside a bare one of the same interpreter with the same
/// script, in turn, so that both see the same machine.
///
/// @param pairs how many pairs of starts
/// @param scripts how many scripts at once and one after the other
/// @param calls how many pairs of exchanges with a session
record BoxCosts(int pairs, int scripts, int calls) {
    static final BoxCosts WHOLE = new BoxCosts(100, 400, 1_000);
    static final BoxCosts QUICK = new BoxCosts(3, 4, 5);

    private static final String HELLO = "print('hello')\n";
    private static final String ECHO =
            "import sys\nfor line in sys.stdin: print(line, end='', flush=True)";
    private static final int WARM_UP = 5;

    /// Times of the one and of the other, pair by pair.
    ///
    /// @param bare milliseconds
    /// @param boxed milliseconds
    record Pairs(List<Double> bare, List<Double> boxed) {
        Spread bareSpread() {
            return Spread.of(bare.stream().mapToDouble(Double::doubleValue));
        }

        Spread boxedSpread() {
            return Spread.of(boxed.stream().mapToDouble(Double::doubleValue));
        }

        /// Of each pair.
        Spread ratios() {
            double[] ratios = new double[bare.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = boxed.get(i) / bare.get(i);
            }
            return Spread.of(java.util.Arrays.stream(ratios));
        }
    }

    /// The interpreter itself, not a wrapper that looks for it at each start.
    static String interpreter() throws IOException {
        Process python =
                new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        try (BufferedReader out = python.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("python3 did not say where it is");
            }
            return line;
        }
    }

    /// Starts of a script that says hello.
    Pairs starts(String python, Path folder) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("main.py"), HELLO);
        Path prefix = Path.of(python).toRealPath().resolve("../..").normalize();
        SandboxProvider provider = Sandbox.giving(SandboxSpec.ORDINARY, "");
        SandboxSpec spec =
                SandboxSpec.of(python, "main.py")
                        .withFiles(List.of(SandboxFile.of("main.py", HELLO)))
                        .withVisible(prefix.startsWith("/usr") ? List.of() : List.of(prefix));
        Pairs taken = new Pairs(new ArrayList<>(), new ArrayList<>());
        for (int i = -WARM_UP; i < pairs; i++) {
            long start = System.nanoTime();
            bare(python, script);
            long between = System.nanoTime();
            boxed(provider, spec);
            long end = System.nanoTime();
            if (i >= 0) {
                taken.bare.add((between - start) / 1e6);
                taken.boxed.add((end - between) / 1e6);
            }
        }
        return taken;
    }

    private static void bare(String python, Path script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(python, script.toString());
        builder.environment().clear();
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !said.equals("hello\n")) {
            throw new IllegalStateException("a bare script said " + said);
        }
    }

    private static void boxed(SandboxProvider provider, SandboxSpec spec) {
        SandboxResult result = Sandbox.run(provider, spec, new byte[0]);
        if (result.exitCode() != 0 || !result.stdout().text().equals("hello\n")) {
            throw new IllegalStateException("a boxed script said " + result.stderr().text());
        }
    }

    /// Short scripts, as many at once as there are processors.
    ///
    /// @return scripts a second
    double throughput() throws InterruptedException, ExecutionException {
        ScriptRunner runner = PythonTools.scriptRunner();
        runner.runCode(HELLO);
        long start = System.nanoTime();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < scripts; i++) {
                String code = "print(%d ** 2)".formatted(i);
                String expected = (long) i * i + "\n";
                all.add(
                        workers.submit(
                                () ->
                                        runner.runCode(code, with -> with.visibleToLlm(false))
                                                .stdout()
                                                .equals(expected)));
            }
            for (Future<Boolean> one : all) {
                if (!one.get()) {
                    throw new IllegalStateException("a script gave another number");
                }
            }
        }
        return scripts / ((System.nanoTime() - start) / 1e9);
    }

    /// Calls of a session beside a line sent to a bare interpreter and back.
    Pairs calls(String python) throws IOException {
        Pairs taken = new Pairs(new ArrayList<>(), new ArrayList<>());
        Process echo = new ProcessBuilder(python, "-c", ECHO).start();
        try (BufferedReader from = echo.inputReader(StandardCharsets.UTF_8);
                BufferedWriter to = echo.outputWriter(StandardCharsets.UTF_8);
                IPythonRepl repl = IPythonRepl.open(with -> with.ipython(false))) {
            for (int i = -WARM_UP * 10; i < calls; i++) {
                String code = i + " + 1";
                long start = System.nanoTime();
                to.write(code + "\n");
                to.flush();
                from.readLine();
                long between = System.nanoTime();
                String value = repl.invoke(code, with -> with.visibleToLlm(false)).output();
                long end = System.nanoTime();
                if (!value.equals(Integer.toString(i + 1))) {
                    throw new IllegalStateException("a session said " + value);
                }
                if (i >= 0) {
                    taken.bare.add((between - start) / 1e6);
                    taken.boxed.add((end - between) / 1e6);
                }
            }
        }
        return taken;
    }
}
