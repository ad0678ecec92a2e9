package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;

class TestRulesTest {
    private static final Predicate<JavaAccess<?>> SLEEP =
            Uses.inherited(Thread.class, "sleep")
                    .or(Uses.inherited(TimeUnit.class, "sleep"))
                    .or(Uses.of(LockSupport.class, "parkNanos", "parkUntil"));

    private static final Pattern DISABLED =
            Pattern.compile("org\\.junit\\.jupiter\\.api\\.(Disabled|condition\\.Disabled).*");
    private static final Pattern OTHER_ASSERTIONS =
            Pattern.compile(
                    "org\\.junit\\.jupiter\\.api\\.Assert.*|org\\.hamcrest\\..*|junit\\.framework\\..*");
    private static final Pattern MOCKS =
            Pattern.compile(
                    "(org\\.mockito|org\\.easymock|mockit|org\\.powermock|io\\.mockk)\\..*");

    private static final List<JavaClass> TESTS = tests();

    @Test
    void noTestSleeps() {
        assertThat(Uses.in(TESTS, SLEEP)).as("sleeps in tests").isEmpty();
    }

    @Test
    void noTestIsDisabled() {
        assertThat(using(DISABLED)).as("disabled tests").isEmpty();
    }

    @Test
    void assertionsAreAssertJs() {
        assertThat(using(OTHER_ASSERTIONS)).as("assertions other than AssertJ's").isEmpty();
    }

    @Test
    void noMocks() {
        assertThat(using(MOCKS)).as("mock libraries in tests").isEmpty();
    }

    private static List<String> using(Pattern target) {
        return TESTS.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> target.matcher(use.getTargetClass().getName()).matches())
                .map(Dependency::getDescription)
                .sorted()
                .toList();
    }

    /// Of all modules that have tests, these rules among them.
    private static List<JavaClass> tests() {
        List<String> folders =
                Tree.files().stream()
                        .filter(file -> file.matches("[^/]+/src/test/java/.+\\.java"))
                        .map(file -> file.substring(0, file.indexOf('/')))
                        // built after these rules
                        .filter(
                                folder ->
                                        !folder.equals("kbench-bench")
                                                && !folder.equals("examples"))
                        .distinct()
                        .toList();
        assertThat(folders).contains("kbench-it");
        List<Path> compiled =
                folders.stream()
                        .map(folder -> Tree.ROOT.resolve(folder).resolve("target/test-classes"))
                        .toList();
        assertThat(compiled).allSatisfy(folder -> assertThat(folder).isDirectory());
        return List.copyOf(new ClassFileImporter().importPaths(compiled));
    }
}
