package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxSpec;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class BoxTableTest {
    @Test
    void measuresEveryRow() throws IOException, InterruptedException {
        String lacking = Sandbox.provider("bubblewrap").isolation().lacking(SandboxSpec.ORDINARY);
        if (System.getProperty("kbench.tier", "").equals("ci")) {
            assertThat(lacking).as("what the ci tier needs").isEmpty();
        }
        assumeTrue(lacking.isEmpty(), "a box of bubblewrap: " + lacking);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new BoxTable(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(BoxCosts.QUICK);

        String table = bytes.toString(StandardCharsets.UTF_8);
        assertThat(table).contains("start: a script", "scripts: 4 short ones", "call: a sum");
        assertThat(table.lines().filter(line -> line.startsWith("  not judged"))).hasSize(3);
    }
}
