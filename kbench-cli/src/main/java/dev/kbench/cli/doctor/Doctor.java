package dev.kbench.cli.doctor;

import dev.kbench.browser.Browser;
import dev.kbench.cli.models.Configured;
import dev.kbench.cli.notebook.KernelSpec;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.Style;
import dev.kbench.cli.show.Terminal;
import dev.kbench.config.CacheFolder;
import dev.kbench.config.Settings;
import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;
import dev.kbench.key.CanonicalJson;
import dev.kbench.key.KbenchException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.tools.ExecutionResult;
import dev.kbench.tools.PythonTools;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.Isolation;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Tries what benchmarks may need of this machine: each thing is used once, not only looked for. No
/// model is asked and nothing is fetched.
public final class Doctor {
    private static final long LEAST_BYTES = 1L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Shell shell;
    private final Path out;

    /// A doctor.
    ///
    /// @param shell streams and environment
    /// @param out the folder that files are to go to
    public Doctor(Shell shell, Path out) {
        this.shell = shell;
        this.out = out;
    }

    /// Tries everything, and says what came of it as it comes.
    ///
    /// @param json whether to print a JSON object on each line
    /// @return 0 where all is there, else 2
    public int run(boolean json) {
        Settings settings = shell.settings();
        boolean all = true;
        try (Workspace workspace = Workspace.open(settings, out, Overrides.NONE, Progress.NONE)) {
            List<Look> looks =
                    List.of(
                            Doctor::java,
                            () -> folder("files", out, "choose another with --out"),
                            () -> cache(settings),
                            () -> models(settings),
                            () -> in(workspace, Doctor::python),
                            () -> box(settings),
                            () -> in(workspace, Doctor::chromium),
                            this::notebook);
            for (Look look : looks) {
                Finding finding = look.at();
                all &= finding.there();
                print(finding, json);
            }
        }
        return all ? 0 : 2;
    }

    private interface Look {
        Finding at();
    }

    /// Tools find what they need by the settings of the workspace that they are used in.
    private static Finding in(Workspace workspace, Look look) {
        try {
            return workspace.call(look::at);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Finding java() {
        return new Finding(
                "Java",
                true,
                "%s in %s, heap up to %s"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.home"),
                                megabytes(Runtime.getRuntime().maxMemory())));
    }

    private static Finding cache(Settings settings) {
        try {
            return folder("cache", CacheFolder.of(settings), "name another by KBENCH_CACHE");
        } catch (KbenchException e) {
            return new Finding("cache", false, String.valueOf(e.getMessage()));
        }
    }

    private static Finding folder(String what, Path folder, String otherwise) {
        Path whole = folder.toAbsolutePath().normalize();
        try {
            Path there = whole;
            while (Files.notExists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            Files.delete(Files.createTempFile(there, ".kbench-", ".tmp"));
            long free = Files.getFileStore(there).getUsableSpace();
            String text = "%s, %s free".formatted(whole, megabytes(free));
            return free >= LEAST_BYTES
                    ? new Finding(what, true, text)
                    : new Finding(
                            what,
                            false,
                            "%s: expected %s or more; free some space, or %s"
                                    .formatted(text, megabytes(LEAST_BYTES), otherwise));
        } catch (IOException e) {
            return new Finding(
                    what,
                    false,
                    "%s cannot be written to (%s): %s"
                            .formatted(whole, e.getClass().getSimpleName(), otherwise));
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
    }

    private static Finding models(Settings settings) {
        List<String> configured = Configured.models(settings);
        return configured.isEmpty()
                ? new Finding(
                        "models",
                        false,
                        "none is configured, so kbench run takes local/smollm2; configure one with"
                                + " kbench init")
                : new Finding(
                        "models",
                        true,
                        String.join(", ", configured) + "; kbench models asks whether they answer");
    }

    private static Finding python() {
        try {
            ExecutionResult result =
                    PythonTools.scriptRunner()
                            .runCode(
                                    "import sys; print(sys.version.split()[0], sys.executable)",
                                    with -> with.timeout(PATIENCE));
            return result.succeeded()
                    ? new Finding("Python", true, result.stdout().strip() + ", run in a box")
                    : new Finding(
                            "Python",
                            false,
                            "a script of one line did not end well: %s; name another interpreter by KBENCH_PYTHON"
                                    .formatted(result.text()));
        } catch (KbenchException e) {
            return new Finding("Python", false, String.valueOf(e.getMessage()));
        }
    }

    /// What the box that scripts get by default holds them to.
    private static Finding box(Settings settings) {
        try {
            String named = settings.get(Sandbox.SETTING).orElse("");
            Isolation isolation =
                    Sandbox.giving(named.equals("none") ? Set.of() : SandboxSpec.ORDINARY, named)
                            .isolation();
            StringBuilder text = new StringBuilder(isolation.provider()).append(": ");
            text.append(
                    String.join(
                            "; ",
                            isolation.how().keySet().stream().map(Guarantee::meaning).toList()));
            boolean ordinary = isolation.gives(SandboxSpec.ORDINARY);
            return new Finding(
                    "box",
                    ordinary,
                    ordinary
                            ? text.toString()
                            : text.append(". Missing: ")
                                    .append(isolation.lacking(SandboxSpec.ORDINARY))
                                    .toString());
        } catch (KbenchException e) {
            return new Finding("box", false, String.valueOf(e.getMessage()));
        }
    }

    private static Finding chromium() {
        try (Browser browser = Browser.open()) {
            browser.takeSnapshot(
                    "<!doctype html><title>kbench</title><p>hello</p>",
                    with -> with.timeout(PATIENCE));
            return new Finding("Chromium", true, "shows pages");
        } catch (KbenchException e) {
            return new Finding("Chromium", false, String.valueOf(e.getMessage()));
        }
    }

    /// Nobody needs notebooks; a kernel that was installed and cannot start is another matter.
    private Finding notebook() {
        KernelSpec kernel =
                KernelSpec.ofUser(
                        shell.environment(),
                        Path.of(System.getProperty("user.home")),
                        System.getProperty("os.name"));
        if (!kernel.isThere()) {
            return new Finding(
                    "notebook",
                    true,
                    "not asked for; kbench kernel --install has Jupyter know kbench's kernel");
        }
        boolean starts = kernel.program().isPresent();
        return new Finding(
                "notebook",
                starts,
                starts
                        ? "Jupyter finds kbench's kernel in " + kernel.folder()
                        : "what %s starts is not there; kbench kernel --install writes it anew"
                                .formatted(kernel.folder()));
    }

    private void print(Finding finding, boolean json) {
        if (json) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("what", finding.what());
            record.put("there", finding.there());
            record.put("text", finding.text());
            shell.records().println(CanonicalJson.of(record));
            return;
        }
        Terminal terminal = shell.terminal();
        String mark = terminal.mark(finding.there(), Style.YELLOW);
        String head = TextWidth.padRight(finding.what(), 8) + " ";
        List<String> lines =
                TextWidth.wrap(
                        SafeText.line(finding.text(), 2000),
                        Math.max(20, terminal.columns() - head.length() - 2));
        for (int i = 0; i < lines.size(); i++) {
            terminal.line(
                    (i == 0 ? mark + " " + head : " ".repeat(head.length() + 2)) + lines.get(i));
        }
    }
}
