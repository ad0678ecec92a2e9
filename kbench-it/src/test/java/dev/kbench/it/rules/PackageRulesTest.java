package dev.kbench.it.rules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.regex.Pattern;

class PackageRulesTest {
    private static final String HEADING = "## Inside core, bottom to top";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.]+)` \\|");

    @ParameterizedTest
    @EnumSource(Module.class)
    void packagesOfAModuleHaveNoCycles(Module module) {
        slices().assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .as("packages of " + module.folder + " should be free of cycles")
                // A module of one package, or of none, has nothing to be ordered.
                .allowEmptyShould(module.packages().size() < 2)
                .check(module.classes());
    }

    @Test
    void everyPackageOfCoreStandsInTheArchitecturePage() {
        assertThat(orderOfCore())
                .as("the list under \"%s\" in ARCHITECTURE.md", HEADING)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Module.CORE.packages());
    }

    @Test
    void packagesOfCoreUseOnlyThoseAboveThem() {
        List<String> order = orderOfCore();
        List<String> upward =
                Module.CORE.classes().stream()
                        .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                        .filter(
                                use ->
                                        order.indexOf(use.getTargetClass().getPackageName())
                                                > order.indexOf(
                                                        use.getOriginClass().getPackageName()))
                        .map(
                                use ->
                                        "%s may not use %s, which stands below it: %s"
                                                .formatted(
                                                        use.getOriginClass().getPackageName(),
                                                        use.getTargetClass().getPackageName(),
                                                        use.getDescription()))
                        .sorted()
                        .toList();
        assertThat(upward).as("package order of ARCHITECTURE.md").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void everyPackageIsNullMarked(Module module) {
        List<String> unmarked =
                module.packages().stream()
                        .filter(
                                name ->
                                        !module.classes().containPackage(name)
                                                || !module.classes()
                                                        .getPackage(name)
                                                        .isAnnotatedWith(NullMarked.class))
                        .toList();
        assertThat(unmarked).as("packages of %s without @NullMarked", module.folder).isEmpty();
    }

    /// Read from the page, so that it cannot lie.
    private static List<String> orderOfCore() {
        String page = Tree.text("ARCHITECTURE.md");
        int start = page.indexOf(HEADING);
        assertThat(start).as("\"%s\" in ARCHITECTURE.md", HEADING).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        List<String> order =
                ROW.matcher(page.substring(start, end))
                        .results()
                        .map(row -> row.group(1))
                        .map(name -> name.equals("dev.kbench") ? name : "dev.kbench." + name)
                        .toList();
        assertThat(order).as("rows under \"%s\"", HEADING).hasSizeGreaterThan(10);
        return order;
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
