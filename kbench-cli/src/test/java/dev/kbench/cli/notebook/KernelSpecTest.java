package dev.kbench.cli.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class KernelSpecTest {
    private static final Path HOME = Path.of("home");

    @Test
    void liesWhereJupyterLooks() {
        assertThat(KernelSpec.ofUser(Map.of(), HOME, "Linux").folder())
                .isEqualTo(Path.of("home/.local/share/jupyter/kernels/kbench"));
        assertThat(KernelSpec.ofUser(Map.of("XDG_DATA_HOME", "data"), HOME, "Linux").folder())
                .isEqualTo(Path.of("data/jupyter/kernels/kbench"));
        assertThat(KernelSpec.ofUser(Map.of(), HOME, "Mac OS X").folder())
                .isEqualTo(Path.of("home/Library/Jupyter/kernels/kbench"));
        assertThat(KernelSpec.ofUser(Map.of("APPDATA", "roaming"), HOME, "Windows 11").folder())
                .isEqualTo(Path.of("roaming/jupyter/kernels/kbench"));
        assertThat(
                        KernelSpec.ofUser(
                                        Map.of("JUPYTER_DATA_DIR", "named", "APPDATA", "roaming"),
                                        HOME,
                                        "Windows 11")
                                .folder())
                .isEqualTo(Path.of("named/kernels/kbench"));
    }
}
