package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class DescriptorRulesTest {
    private static final Path GOLDEN =
            Tree.ROOT.resolve("kbench-it/src/test/resources/descriptors");

    @ParameterizedTest
    @EnumSource(Module.class)
    void descriptorIsTheGoldenOne(Module module) throws IOException {
        Path golden = GOLDEN.resolve(module.moduleName + ".txt");
        String actual = Descriptor.text(Descriptor.read(module.descriptorFile()));
        if ("accept".equals(System.getProperty("kbench.descriptors"))) {
            Files.writeString(golden, actual);
        }
        assertThat(Files.exists(golden) ? Files.readString(golden) : "")
                .as(
                        "%s: the descriptor of %s changed. If that is meant: mvn -q -pl kbench-it"
                                + " -am test -Dtest=DescriptorRulesTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dkbench.descriptors=accept",
                        Tree.ROOT.relativize(golden), module.moduleName)
                .isEqualTo(actual);
    }

    @Test
    void everyGoldenDescriptorBelongsToAModule() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            Module.all().map(module -> module.moduleName + ".txt").toList());
        }
    }
}
