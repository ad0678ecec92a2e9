package dev.kbench.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.run.Outcome;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.ToolUnavailableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// Sessions of Python alone.
class IPythonReplTest extends ReplContract {
    @Override
    void set(PythonOptions options) {
        options.ipython(false);
    }

    @Test
    void ipythonIsNotNeeded() {
        try (IPythonRepl repl = IPythonRepl.open(this::set)) {
            assertThat(repl.ipythonVersion()).isEmpty();
        }
    }

    @Test
    void ipythonThatIsMissingCanBeInstalled(@TempDir Path folder) throws Exception {
        Path venv = folder.resolve("venv");
        String python =
                dev.kbench.tools.python.Interpreter.find(dev.kbench.tools.sandbox.child.Host.real())
                        .executable()
                        .toString();
        Process made =
                new ProcessBuilder(python, "-m", "venv", "--without-pip", venv.toString())
                        .inheritIO()
                        .start();
        assertThat(made.waitFor()).isZero();
        assertThatThrownBy(() -> IPythonRepl.open(with -> with.environment(venv).ipython(true)))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "IPython is not installed for %1$s/bin/python; install it: %1$s/bin/python"
                                + " -m pip install ipython",
                        venv);
    }

    @Test
    void aPythonThatDoesNotComeUpSaysWhy(@TempDir Path folder) {
        Path python =
                dev.kbench.tools.sandbox.child.Hosts.script(
                        folder,
                        "python3",
                        "if [ \"$1\" = -c ]; then printf 'kbench\\n3.11.0\\n%1$s/python3\\n/usr\\n/usr\\n/usr\\n/usr\\n'; else echo 'no libraries' >&2; exit 1; fi\n"
                                .formatted(folder));
        Task<Void> task =
                Task.named("t")
                        .body(
                                (_, _) ->
                                        IPythonRepl.open(
                                                with -> with.python(python).sandbox("none")));
        var run = task.attempt(MockLlm.replying("x"));
        assertThat(run.errorMessage())
                .contains(
                        "ToolUnavailableException: a Python session did not come up: no libraries");
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Unmeasured.class,
                        outcome ->
                                assertThat(outcome.reason())
                                        .isEqualTo(UnmeasuredReason.TOOL_UNAVAILABLE));
        assertThatThrownBy(() -> IPythonRepl.open(with -> with.python(python).sandbox("none")))
                .isInstanceOf(ToolUnavailableException.class);
    }
}
