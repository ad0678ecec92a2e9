package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Provides;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    @ParameterizedTest
    @EnumSource(Module.class)
    void theClassPathHasTheSameProviders(Module module) throws IOException {
        Map<String, List<String>> byModule =
                Descriptor.read(module.descriptorFile()).provides().stream()
                        .collect(
                                Collectors.toMap(
                                        Provides::service,
                                        provides ->
                                                provides.providers().stream().sorted().toList()));
        assertThat(services(module.classFolder().resolve("META-INF/services")))
                .as("META-INF/services of %s, against its module's provides", module.folder)
                .isEqualTo(byModule);
    }

    private static Map<String, List<String>> services(Path folder) throws IOException {
        Map<String, List<String>> services = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    services.put(
                            file.getFileName().toString(),
                            Files.readAllLines(file).stream().sorted().toList());
                }
            }
        }
        return services;
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
