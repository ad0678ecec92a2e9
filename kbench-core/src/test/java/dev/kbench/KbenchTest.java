package dev.kbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.assertion.Checks;
import dev.kbench.chat.Actor;
import dev.kbench.config.Settings;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.Run;
import dev.kbench.store.MemoryRunStore;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class KbenchTest {
    private final Settings settings = Settings.of(Map.of());
    private final Workspace workspace =
            new Workspace(
                    settings,
                    new Models(settings, List.of(), List.of(), Progress.NONE),
                    new MemoryRunStore(),
                    Overrides.NONE);

    private static Set<String> assertions(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()))
                .filter(m -> m.getReturnType() == AssertionResult.class)
                .map(m -> m.getName() + Arrays.toString(m.getParameterTypes()))
                .collect(Collectors.toSet());
    }

    @Test
    void everyAssertionHasBothItsForms() {
        Set<String> ours = assertions(Kbench.class);
        assertThat(ours).containsAll(assertions(Checks.class));
        for (Method method : Checks.class.getMethods()) {
            if (method.getName().startsWith("assert")) {
                Class<?>[] types = method.getParameterTypes();
                Class<?>[] without = Arrays.copyOf(types, types.length - 1);
                assertThat(ours).contains(method.getName() + Arrays.toString(without));
            }
        }
    }

    @Test
    void eachFormReachesItsAssertion() throws Exception {
        Task<Void> task =
                Task.named("all")
                        .body(
                                (_, _) -> {
                                    Kbench.assertEqual(4, 4.0);
                                    Kbench.assertEqual(4, 4.0, "x");
                                    Kbench.assertTrue(true);
                                    Kbench.assertTrue(true, "x");
                                    Kbench.assertFalse(false);
                                    Kbench.assertFalse(false, "x");
                                    Kbench.assertIn(1, List.of(1));
                                    Kbench.assertIn(1, List.of(1), "x");
                                    Kbench.assertNotIn(2, List.of(1));
                                    Kbench.assertNotIn(2, List.of(1), "x");
                                    Kbench.assertEmpty(Optional.empty());
                                    Kbench.assertEmpty("", "x");
                                    Kbench.assertNotEmpty(new int[] {1});
                                    Kbench.assertNotEmpty("a", "x");
                                    Kbench.assertContainsRegex("a+", "baa");
                                    Kbench.assertContainsRegex("a+", "baa", "x");
                                    Kbench.assertContainsRegex(Pattern.compile("a"), "a");
                                    Kbench.assertContainsRegex(Pattern.compile("a"), "a", "x");
                                    Kbench.assertNotContainsRegex("c", "baa");
                                    Kbench.assertNotContainsRegex("c", "baa", "x");
                                    Kbench.assertNotContainsRegex(Pattern.compile("c"), "a");
                                    Kbench.assertNotContainsRegex(Pattern.compile("c"), "a", "x");
                                    Kbench.assertRaisesNoExceptions(() -> {});
                                    Kbench.assertRaisesNoExceptions(() -> {}, "x");
                                    Kbench.recordAssertion(true, "x");
                                    Kbench.requireAssertion(true, "x");
                                });
        Run<Void> run = workspace.call(() -> task.run(MockLlm.replying("x")));
        assertThat(run.passed()).isTrue();
        assertThat(run.assertionResults()).hasSize(26);
        assertThat(run.assertionResults().subList(0, 24))
                .extracting(AssertionResult::type)
                .containsExactly(
                        "assertEqual",
                        "assertEqual",
                        "assertTrue",
                        "assertTrue",
                        "assertFalse",
                        "assertFalse",
                        "assertIn",
                        "assertIn",
                        "assertNotIn",
                        "assertNotIn",
                        "assertEmpty",
                        "assertEmpty",
                        "assertNotEmpty",
                        "assertNotEmpty",
                        "assertContainsRegex",
                        "assertContainsRegex",
                        "assertContainsRegex",
                        "assertContainsRegex",
                        "assertNotContainsRegex",
                        "assertNotContainsRegex",
                        "assertNotContainsRegex",
                        "assertNotContainsRegex",
                        "assertRaisesNoExceptions",
                        "assertRaisesNoExceptions");
    }

    @Test
    void failingFormsFail() throws Exception {
        Task<Void> task =
                Task.named("fails")
                        .body(
                                (_, _) -> {
                                    Kbench.assertFail();
                                    Kbench.assertFail("mine");
                                });
        Run<Void> run = workspace.call(() -> task.run(MockLlm.replying("x")));
        assertThat(run.assertionResults())
                .extracting(AssertionResult::expectation)
                .containsExactly("Assertion failed unconditionally.", "mine");
    }

    @Test
    void modelsAndActorsAreTheWorkspaces() throws Exception {
        workspace.call(
                () -> {
                    assertThat(Kbench.llm().name()).isEqualTo("llm");
                    assertThat(Kbench.judgeLlm().name()).isEqualTo("judge_llm");
                    assertThat(Kbench.llms()).isEmpty();
                    assertThat(Kbench.user()).isSameAs(Actor.USER);
                    assertThat(Kbench.system()).isSameAs(Actor.SYSTEM);
                    assertThatThrownBy(() -> Kbench.llm("nobody/nothing"))
                            .isInstanceOf(ModelProviderException.class)
                            .hasMessageContaining("nobody/nothing");
                    return null;
                });
    }

    @Test
    void anAssertionOutsideARunIsRefused() {
        assertThatThrownBy(() -> Kbench.assertTrue(true, "alone"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("alone")
                .hasMessageContaining("belongs to no run");
    }
}
