package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import java.util.stream.BaseStream;

class ProductionRulesTest {
    private static final String SETTINGS = "dev.kbench.config.Settings";

    /// Programs of their own beside the command: child processes, whose standard streams are the
    /// wire to their parent.
    private static final Set<String> PROGRAMS = Set.of("dev.kbench.local.worker.Worker");

    private static final Predicate<JavaAccess<?>> STREAM =
            Uses.of(System.class, "out", "err", "in", "console")
                    .or(Uses.of(IO.class))
                    .or(Uses.inherited(Throwable.class, "printStackTrace").and(withArguments(0)));

    private static final Predicate<JavaAccess<?>> COMMON_POOL =
            Uses.inherited(java.util.Collection.class, "parallelStream")
                    .or(Uses.inherited(BaseStream.class, "parallel"))
                    .or(Uses.of(ForkJoinPool.class, "commonPool"))
                    .or(ProductionRulesTest::asynchronousWithoutExecutor);

    private static final Set<String> REFUSED_TYPES =
            Set.of(
                    "java.lang.ThreadLocal",
                    "java.lang.InheritableThreadLocal",
                    "java.util.concurrent.StructuredTaskScope");

    @Test
    void standardStreamsBelongToTheCommand() {
        assertThat(Uses.in(allBut(Module.CLI), STREAM.and(notInPrograms())))
                .as("standard streams outside of kbench-cli")
                .isEmpty();
    }

    @Test
    void theEnvironmentIsReadBySettingsAndTheCommand() {
        assertThat(
                        Uses.in(
                                allBut(Module.CLI),
                                Uses.of(System.class, "getenv").and(notInSettings())))
                .as("environment read outside of Settings and kbench-cli")
                .isEmpty();
        assertThat(Uses.in(allBut(Module.CLI), Uses.of(System.class, "getenv")))
                .as("environment read in Settings")
                .isNotEmpty();
    }

    @Test
    void onlyTheCommandEndsTheProcess() {
        Predicate<JavaAccess<?>> end =
                Uses.of(System.class, "exit").or(Uses.of(Runtime.class, "exit", "halt"));
        assertThat(Uses.in(allBut(Module.CLI), end.and(notInPrograms())))
                .as("end of the process outside of kbench-cli")
                .isEmpty();
    }

    @Test
    void nothingRunsOnTheCommonPool() {
        assertThat(Uses.in(Module.production().toList(), COMMON_POOL))
                .as("work on the common pool")
                .isEmpty();
    }

    @Test
    void noThreadLocalsAndNoPreviewConcurrency() {
        List<Dependency> all =
                Module.production()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .toList();
        assertThat(all).as("dependencies to look at").isNotEmpty();
        List<String> refused =
                all.stream()
                        .filter(use -> REFUSED_TYPES.contains(outermost(use.getTargetClass())))
                        .map(Dependency::getDescription)
                        .toList();
        assertThat(refused).as("ThreadLocal or StructuredTaskScope").isEmpty();
    }

    @Test
    void programsOfTheirOwnAreThere() {
        assertThat(allBut(Module.CLI))
                .filteredOn(type -> type.tryGetMethod("main", String[].class).isPresent())
                .extracting(JavaClass::getName)
                .containsExactlyInAnyOrderElementsOf(PROGRAMS);
    }

    private static List<JavaClass> allBut(Module module) {
        return Module.all()
                .filter(other -> other != module)
                .flatMap(other -> other.classes().stream())
                .toList();
    }

    private static Predicate<JavaAccess<?>> notInSettings() {
        return access -> !outermost(access.getOriginOwner()).equals(SETTINGS);
    }

    private static Predicate<JavaAccess<?>> notInPrograms() {
        return access -> !PROGRAMS.contains(outermost(access.getOriginOwner()));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static Predicate<JavaAccess<?>> withArguments(int count) {
        return access ->
                access instanceof JavaCodeUnitAccess<?> call
                        && call.getTarget().getRawParameterTypes().size() == count;
    }

    private static boolean asynchronousWithoutExecutor(JavaAccess<?> access) {
        return access instanceof JavaCodeUnitAccess<?> call
                && call.getName().endsWith("Async")
                && call.getTargetOwner().isAssignableTo(CompletionStage.class)
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(parameter -> parameter.isEquivalentTo(Executor.class));
    }
}
