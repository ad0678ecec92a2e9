package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;

import java.util.List;
import java.util.function.Predicate;

/// Calls, method references and field accesses that a rule refuses.
final class Uses {
    private Uses() {}

    static List<String> in(List<JavaClass> classes, Predicate<JavaAccess<?>> refused) {
        assertThat(classes).as("classes to look at").isNotEmpty();
        List<JavaAccess<?>> all =
                classes.stream()
                        .<JavaAccess<?>>flatMap(type -> type.getAccessesFromSelf().stream())
                        .toList();
        assertThat(all).as("accesses to look at").isNotEmpty();
        return all.stream().filter(refused).map(JavaAccess::getDescription).sorted().toList();
    }

    static Predicate<JavaAccess<?>> of(Class<?> owner, String... names) {
        return access ->
                access.getTargetOwner().isEquivalentTo(owner)
                        && (names.length == 0 || List.of(names).contains(access.getName()));
    }

    /// Also where the owner that the compiler noted is a subtype.
    static Predicate<JavaAccess<?>> inherited(Class<?> owner, String... names) {
        return access ->
                access.getTargetOwner().isAssignableTo(owner)
                        && List.of(names).contains(access.getName());
    }
}
