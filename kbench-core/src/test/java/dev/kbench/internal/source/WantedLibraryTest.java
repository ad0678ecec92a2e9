package dev.kbench.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/// What `//DEPS` lines ask for.
class WantedLibraryTest {
    @Test
    void aLineAsksForOneOrMore() throws Exception {
        assertThat(
                        WantedLibrary.of(
                                """
                                //DEPS org.a:one:1.0, org.a:two:2.0-rc1:linux@so
                                // //DEPS org.a:commented:1
                                //DEPSorg.a:none:1
                                //DEPS\torg.b:three:3@pom
                                String text = "x";
                                """))
                .containsExactly(
                        new WantedLibrary(1, "org.a:one:1.0", "org.a:one:jar:1.0"),
                        new WantedLibrary(
                                1, "org.a:two:2.0-rc1:linux@so", "org.a:two:so:linux:2.0-rc1"),
                        new WantedLibrary(4, "org.b:three:3@pom", "org.b:three:pom:3"));
    }

    @Test
    void mostSourcesAskForNone() throws Exception {
        assertThat(WantedLibrary.of("void main() {}\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.a:one", "org.a", "org.a:one:", "a b:c", "org.a:one:[1,2)", "-x"})
    void whatIsNoLibraryIsRefused(String text) {
        LibraryException refused =
                catchThrowableOfType(
                        LibraryException.class, () -> WantedLibrary.of("\n//DEPS " + text));
        assertThat(refused.line()).isEqualTo(2);
        assertThat(refused)
                .hasMessage(
                        "expected group:artifact:version, such as"
                                + " org.apache.commons:commons-text:1.14.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "RELEASE", "1.+"})
    void aVersionThatMovesIsRefused(String version) {
        LibraryException refused =
                catchThrowableOfType(
                        LibraryException.class,
                        () -> WantedLibrary.of("//DEPS org.a:one:" + version));
        assertThat(refused.said("Quiz.java:1"))
                .isEqualTo(
                        "Quiz.java:1 asks for the library 'org.a:one:%s': expected one version:"
                                + " what was measured could not be measured again with another",
                        version);
    }

    @Test
    void aProgramThatIsNotThereIsTold(@TempDir Path folder) throws Exception {
        List<WantedLibrary> wanted = WantedLibrary.of("//DEPS org.a:one:1.0");
        LibraryProgram program = new LibraryProgram(folder.resolve("libraries"));
        assertThatIllegalStateException()
                .isThrownBy(() -> program.find(wanted, _ -> {}))
                .withMessage(
                        "kbench's own program for libraries is not there: expected its jars in"
                                + " %s; build kbench anew, or take the //DEPS lines out",
                        program.folder());
    }

    @Test
    void aProgramThatDoesNotStartNamesTheFirst(@TempDir Path folder) throws Exception {
        java.nio.file.Files.writeString(folder.resolve("no.jar"), "no jar");
        List<WantedLibrary> wanted = WantedLibrary.of("//DEPS org.a:one:1.0 org.a:two:1");
        LibraryException refused =
                catchThrowableOfType(
                        LibraryException.class,
                        () -> new LibraryProgram(folder).find(wanted, _ -> {}));
        assertThat(refused.said("Quiz.java:1"))
                .startsWith("Quiz.java:1 asks for the library 'org.a:one:1.0': it cannot be had: ")
                .contains("dev.kbench.libraries.Main")
                .endsWith(
                        ". Check its name and version, the network, and ~/.m2/settings.xml, which"
                                + " names mirrors, proxies and repositories");
    }
}
