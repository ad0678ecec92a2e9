package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SkillCommandTest {
    @TempDir Path folder;

    @Test
    void printsTheSkillFile() throws IOException {
        Ran ran = Ran.in(folder, "skill");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo(Files.readString(Path.of("../docs/skill/SKILL.md")))
                .startsWith("---\nname: kbench\ndescription: ");
    }
}
