package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoFilesTest {
    @Test
    void numbersGoOnForEachTask() {
        NoFiles store = new NoFiles();
        assertThat(store.nextNumbers("quiz", 3)).isEqualTo(1);
        assertThat(store.nextNumbers("quiz", 1)).isEqualTo(4);
        assertThat(store.nextNumbers("other", 1)).isEqualTo(1);
    }
}
