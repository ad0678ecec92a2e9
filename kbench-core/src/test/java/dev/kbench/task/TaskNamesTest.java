package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.key.TaskRef;
import dev.kbench.llm.Llm;
import dev.kbench.run.TaskInfo;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TaskNamesTest {
    @ParameterizedTest
    @CsvSource({
        "mathQa, Math Qa",
        "parseJSON, Parse JSON",
        "parseJSONText, Parse JSON Text",
        "my_task, My Task",
        "test2nd_try__x, Test2nd Try X",
        "gpt4Test, Gpt4 Test",
        "HTTPServer_check, HTTP Server Check",
        "quiz, Quiz",
        "_quiz_, Quiz",
        "x, X",
        "iq, Iq",
        "über_prüfung, Über Prüfung"
    })
    void aMethodsNameBecomesATitle(String method, String title) {
        assertThat(TaskNames.title(method)).isEqualTo(title);
    }

    static class Tasks {
        @Benchmark(
                value = "short name",
                description = "Says.",
                version = 3,
                storeTask = false,
                storeRun = false)
        void marked(Llm llm) {}

        @Benchmark(name = "a", value = "b")
        void twice(Llm llm) {}

        @Benchmark("  ")
        void blank(Llm llm) {}

        @Benchmark(version = -1)
        void older(Llm llm) {}

        /// Asks for **rivers**.
        ///
        /// And more.
        @Benchmark
        void documented(Llm llm) {}

        String text(Llm llm) {
            return "";
        }

        void same(Llm llm) {}

        void same(Llm llm, String q) {}

        void one(Llm llm) {}

        @Benchmark
        void one(Llm llm, String q) {}

        @Benchmark
        void over(Llm llm) {}

        @Benchmark("over2")
        void over(Llm llm, String q) {}

        static void fixed(Llm llm) {}

        void plain(Llm llm) {}
    }

    static class Heir extends Tasks {
        Task<Void> inherited() {
            return Task.of(this::plain);
        }
    }

    static final class Own {
        @Benchmark
        static void b(Llm llm) {}

        @Benchmark
        void a(Llm llm) {}

        void notMarked(Llm llm) {}
    }

    private final Tasks tasks = new Tasks();

    @Nested
    class Annotations {
        @Test
        void sayEverything() {
            TaskInfo info = Task.of(tasks::marked).info();
            assertThat(info.name()).isEqualTo("short name");
            assertThat(info.description()).isEqualTo("Says.");
            assertThat(info.version()).isEqualTo(3);
            assertThat(info.storeTask()).isFalse();
            assertThat(info.storeRun()).isFalse();
        }

        @Test
        void sayWhatIsStored() {
            Arena arena = new Arena();
            arena.call(() -> Task.of(tasks::marked).run(MockLlm.replying("x")));
            assertThat(arena.store.tasks()).isEmpty();
            assertThat(arena.store.runs()).isEmpty();
            arena.call(() -> Task.of(tasks::plain).run(MockLlm.replying("x")));
            assertThat(arena.store.tasks()).hasSize(1);
            assertThat(arena.store.runs()).hasSize(1);
        }

        @Test
        void theDocCommentIsTheDescription() {
            TaskInfo info = Task.of(tasks::documented).info();
            assertThat(info.name()).isEqualTo("Documented");
            assertThat(info.description()).isEqualTo("Asks for **rivers**.\n\nAnd more.");
            assertThat(info.definition()).startsWith("@Benchmark\nvoid documented(Llm llm) {}");
            assertThat(info.version()).isEqualTo(1);
        }

        @Test
        void contradictionsAreRefused() {
            assertThatThrownBy(() -> Task.of(tasks::twice))
                    .hasMessage("@Benchmark of twice gives a name twice: 'b' and 'a'");
            assertThatThrownBy(() -> Task.of(tasks::blank))
                    .hasMessage("a task needs a name, got a blank one");
            assertThatThrownBy(() -> Task.of(tasks::older))
                    .hasMessage("the version of task 'Older' must be 0 or more, got -1");
        }
    }

    @Nested
    class Methods {
        @Test
        void anUnsupportedResultIsRefused() {
            assertThatThrownBy(() -> Task.of(tasks::text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "task 'Text' returns java.lang.String; expected void, boolean, double,"
                                + " float, int, long, a Map, a record, PassCount or MetricWithCI");
        }

        @Test
        void anInheritedOneIsFound() {
            assertThat(new Heir().inherited().name()).isEqualTo("Plain");
        }

        @Test
        void aLambdaNeedsAName() {
            assertThatThrownBy(() -> Task.of((Llm llm) -> {}))
                    .hasMessage(
                            "a lambda has no name to call the task by; use Task.of(\"name\","
                                    + " lambda), or a method reference such as this::quiz");
        }

        @Test
        void aReferenceWithoutItsObjectIsRefused() {
            assertThatThrownBy(() -> Task.of(Tasks::plain))
                    .hasMessage(
                            "Tasks::plain says no object to call it on; use this::plain or"
                                    + " object::plain");
        }

        @Test
        void anObjectOfAClassIsNoReference() {
            TaskBody.Run1<Llm> body =
                    new TaskBody.Run1<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public void run(Llm llm) {}
                    };
            assertThatThrownBy(() -> Task.of(body))
                    .hasMessage(
                            "expected a method reference or a lambda, got a "
                                    + body.getClass().getName());
        }

        @Test
        void aNameFindsTheMarkedOneOfSeveral() {
            assertThat(Task.of(tasks, "one").parameters()).hasSize(2);
            assertThat(Task.of(tasks, "fixed").parameters()).hasSize(1);
            assertThat(Task.of(Tasks.class, "fixed").name()).isEqualTo("Fixed");
            assertThat(Task.of(Tasks.class, "plain").name()).isEqualTo("Plain");
        }

        @Test
        void aTasksNameTellsOverloadedMethodsApart() {
            assertThat(Task.of(tasks, "over2").parameters()).hasSize(2);
        }

        @Test
        void noneAndSeveralAreRefused() {
            String type = Tasks.class.getName();
            assertThatThrownBy(() -> Task.of(tasks, "none"))
                    .hasMessage(type + " has no method 'none'");
            assertThatThrownBy(() -> Task.of(tasks, "same"))
                    .hasMessage(
                            type
                                    + " has 2 methods 'same'; mark exactly one of them with"
                                    + " @Benchmark, or give the name in its @Benchmark(name)");
        }

        @Test
        void aClasssTasksAreTheMarkedOnesInTheOrderOfTheSource() {
            List<Task<?>> all = Task.in(Own.class);
            assertThat(all).extracting(Task::name).containsExactly("B", "A");
            assertThatThrownBy(() -> Task.in(Heir.class))
                    .hasMessage(Heir.class.getName() + " has no method marked with @Benchmark");
        }

        @Test
        void aReferenceTellsItsMethod() {
            TaskRef ref = Task.of(tasks::plain).description().ref();
            assertThat(ref.declaringClass()).isEqualTo(Tasks.class.getName());
            assertThat(ref.method()).isEqualTo("plain");
            assertThat(ref.descriptor()).isEqualTo("(Ldev/kbench/llm/Llm;)V");
        }
    }

    @Nested
    class Builders {
        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n"})
        void aBlankNameIsRefused(String name) {
            assertThatThrownBy(() -> Task.named(name))
                    .hasMessage("a task needs a name, got a blank one");
            assertThatThrownBy(() -> Task.of(name, (Llm llm) -> {}))
                    .hasMessage("a task needs a name, got a blank one");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a/b", "日本", "😀", "\ud800", "\u202eevil", "${x}%s", "\u001b[31m"})
        void oddNamesAreKept(String name) {
            Arena arena = new Arena();
            Task<Void> task = Task.named(name).body((_, _) -> {});
            assertThat(arena.call(() -> task.run(MockLlm.replying("x"))).task().name())
                    .isEqualTo(name);
        }

        @Test
        void aParameterTwiceIsRefused() {
            assertThatThrownBy(() -> Task.named("t").param("llm", String.class))
                    .hasMessage("task 't' has a parameter 'llm' already");
        }

        @Test
        void aVersionBelowZeroIsRefused() {
            assertThatThrownBy(() -> Task.named("t").version(-1))
                    .hasMessage("version must be 0 or more, got -1");
        }

        @Test
        void whatWasSaidBeforeTheTypeStays() {
            TaskInfo info =
                    Task.named("t")
                            .description("d")
                            .version(2)
                            .storeTask(false)
                            .storeRun(false)
                            .returning(int.class)
                            .body((_, _) -> 1)
                            .info();
            assertThat(info.description()).isEqualTo("d");
            assertThat(info.version()).isEqualTo(2);
            assertThat(info.storeTask() || info.storeRun()).isFalse();
        }
    }
}
