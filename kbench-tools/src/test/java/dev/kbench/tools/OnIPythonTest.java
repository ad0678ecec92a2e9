package dev.kbench.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/// Sessions whose code IPython runs: they do what sessions of Python alone do, and more.
class OnIPythonTest extends ReplContract {
    private static final String PYTHON = System.getProperty("kbench.ipython.python", "");

    @BeforeEach
    void ipython() {
        if (System.getProperty("kbench.tier", "").equals("ci")) {
            assertThat(PYTHON).as("a Python with IPython, which the ci tier needs").isNotEmpty();
        }
        assumeTrue(
                !PYTHON.isEmpty(),
                "a Python with IPython, named by -Dkbench.ipython.python=/path/to/python3");
    }

    @Override
    void set(PythonOptions options) {
        options.python(Path.of(PYTHON)).ipython(true);
    }

    @Test
    void knowsMagics() {
        try (IPythonRepl repl = IPythonRepl.open(this::set)) {
            assertThat(repl.ipythonVersion()).isPresent();
            assertThat(repl.invoke("%who_ls").output()).startsWith("[");
            assertThat(repl.invoke("!echo shell").stdout()).isEqualTo("shell\n");
            assertThat(repl.invoke("%%writefile a.txt\ntext").succeeded()).isTrue();
            assertThat(repl.invoke("open('a.txt').read()").output()).isEqualTo("'text\\n'");
            assertThat(repl.invoke("%no_such_magic").stderr()).contains("no_such_magic");
        }
    }
}
