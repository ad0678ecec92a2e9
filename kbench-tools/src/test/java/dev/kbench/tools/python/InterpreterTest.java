package dev.kbench.tools.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.tools.sandbox.child.Hosts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class InterpreterTest {
    private static final String INSTALL =
            "install it: apt-get install python3 (Debian, Ubuntu), dnf install python3 (Fedora),"
                    + " apk add python3 (Alpine), brew install python3 (macOS); or name one:"
                    + " KBENCH_PYTHON=/path/to/python3";

    @TempDir Path folder;

    private Path answering(String version) {
        return Hosts.script(
                folder,
                "python3",
                "printf 'kbench\\n%s\\n/opt/own/bin/python3\\n/opt/own\\n/opt/own\\n/usr\\n/usr\\n'\n"
                        .formatted(version));
    }

    @Test
    void aWrapperIsAskedForTheInterpreterItself() {
        Interpreter python = Interpreter.at(answering("3.12.1"));
        assertThat(python.executable()).isEqualTo(Path.of("/opt/own/bin/python3"));
        assertThat(python.version()).isEqualTo("3.12.1");
    }

    @Test
    void theOneThatIsFoundIsNoWrapper() throws Exception {
        Interpreter python = Interpreter.find(Host.real());
        assertThat(python.version()).startsWith("3.");
        assertThat(python.executable().toString()).doesNotContain("shims");
        Process asked =
                new ProcessBuilder(
                                python.executable().toString(),
                                "-c",
                                "import sys; print(sys.executable)")
                        .start();
        assertThat(asked.inputReader().readLine()).isEqualTo(python.executable().toString());
        assertThat(Interpreter.at(python.executable())).isEqualTo(python);
    }

    @Test
    void saysWhatIsMissing() {
        Host nothing = new Host("Linux", "amd64", Path.of("/"), List.of());
        assertThatThrownBy(() -> Interpreter.find(nothing))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "no Python was found: there is neither python3 nor python on the PATH; "
                                + INSTALL);
        Path old = answering("2.7.18");
        assertThatThrownBy(() -> Interpreter.find(Hosts.linux(folder, folder)))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "no Python was found that can be used: %s is Python 2.7.18; Python 3.8 or"
                                + " newer is needed; %s",
                        old, INSTALL);
        Path other = Hosts.script(folder, "python", "echo hello; echo world\n");
        assertThatThrownBy(() -> Interpreter.at(other))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage("%s is no Python: asked for its version, it said 'hello'", other);
    }
}
