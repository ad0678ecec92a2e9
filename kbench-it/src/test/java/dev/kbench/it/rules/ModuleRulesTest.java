package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class ModuleRulesTest {
    private static final Set<String> NOT_SHIPPED = Set.of("kbench-it", "kbench-bench", "examples");

    /// Programs of their own on class paths, which nothing of kbench sees, and the zip of all.
    private static final Set<String> WITHOUT_MODULE =
            Set.of("kbench-libraries", "kbench-notebook", "kbench-dist");

    @Test
    void everyModuleOfTheBuildIsKnownToTheseRules() {
        Set<String> built =
                Pattern.compile("<module>([^<]+)</module>")
                        .matcher(Tree.text("pom.xml"))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(
                                name ->
                                        !NOT_SHIPPED.contains(name)
                                                && !WITHOUT_MODULE.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(built)
                .as("shipped modules of pom.xml, against Module in kbench-it")
                .containsExactlyInAnyOrderElementsOf(
                        Module.all().map(module -> module.folder).toList());
    }

    @Test
    void noPackageIsInTwoModules() {
        List<String> all = Module.all().flatMap(module -> module.packages().stream()).toList();
        assertThat(all).as("packages of all modules").isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void classesUseOnlyModulesBelow(Module module) {
        List<String> against =
                module.classes().stream()
                        .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                        .filter(use -> !allowed(module, use))
                        .map(
                                use ->
                                        "%s may not use %s: %s"
                                                .formatted(
                                                        module.folder,
                                                        target(use).folder,
                                                        use.getDescription()))
                        .sorted()
                        .toList();
        assertThat(against).as("module arrows of %s", module.folder).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void descriptorsRequireOnlyModulesBelow(Module module) {
        List<String> required =
                Descriptor.read(module.descriptorFile()).requires().stream()
                        .map(java.lang.module.ModuleDescriptor.Requires::name)
                        .filter(name -> Module.all().anyMatch(one -> one.moduleName.equals(name)))
                        .toList();
        assertThat(module.mayUse.stream().map(below -> below.moduleName))
                .as("modules that %s may require", module.moduleName)
                .containsAll(required);
    }

    private static boolean allowed(Module module, Dependency use) {
        if (!ownPackage(use)) {
            return true;
        }
        Module target = target(use);
        return target == module || module.mayUse.contains(target);
    }

    private static boolean ownPackage(Dependency use) {
        String name = use.getTargetClass().getPackageName();
        return name.equals("dev.kbench") || name.startsWith("dev.kbench.");
    }

    private static Module target(Dependency use) {
        return Module.ofPackage(use.getTargetClass().getPackageName());
    }
}
