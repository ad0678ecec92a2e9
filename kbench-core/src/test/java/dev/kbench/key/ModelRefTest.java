package dev.kbench.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelRefTest {
    @Test
    void x() {
        assertThat(new ModelRef("a").id()).isEqualTo("a");
        assertThat(ModelRef.class.getModule().isNamed()).isTrue();
    }
}
