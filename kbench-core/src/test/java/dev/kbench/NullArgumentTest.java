package dev.kbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import static java.util.Objects.requireNonNull;

import dev.kbench.assertion.Checks;
import dev.kbench.chat.Actor;
import dev.kbench.content.Text;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.evaluate.Jobs;
import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.llm.PromptOptions;
import dev.kbench.room.ChatRoom;
import dev.kbench.room.Participant;
import dev.kbench.room.Turns;
import dev.kbench.run.OnFailure;
import dev.kbench.schema.Schema;
import dev.kbench.schema.TypeRef;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.task.TaskBuilder;
import dev.kbench.testing.MockLlm;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Every method that a benchmark's author calls names the argument that is null, and tells what it
/// expected.
class NullArgumentTest {
    /// A method and the parameter that null is given for.
    record Hole(Method method, int parameter) {
        @Override
        public String toString() {
            return "%s.%s(%s) %s"
                    .formatted(
                            method.getDeclaringClass().getSimpleName(),
                            method.getName(),
                            String.join(
                                    ", ",
                                    Arrays.stream(method.getParameterTypes())
                                            .map(Class::getSimpleName)
                                            .toList()),
                            method.getParameters()[parameter].getName());
        }
    }

    static Stream<Hole> holes() {
        return Stream.of(
                        Kbench.class,
                        Checks.class,
                        Llm.class,
                        Task.class,
                        TaskBuilder.class,
                        EvaluationOptions.class,
                        PromptOptions.class,
                        Params.class,
                        MockLlm.class,
                        Schema.class,
                        ChatRoom.class,
                        Participant.class,
                        Turns.class,
                        Actor.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getDeclaringClass().getName().startsWith("dev.kbench."))
                .filter(method -> !method.isSynthetic() && !method.getName().equals("equals"))
                .distinct()
                .flatMap(NullArgumentTest::holes);
    }

    private static Stream<Hole> holes(Method method) {
        Parameter[] parameters = method.getParameters();
        return IntStream.range(0, parameters.length)
                .filter(i -> !parameters[i].getType().isPrimitive())
                .filter(i -> !parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class))
                .mapToObj(i -> new Hole(method, i));
    }

    @ParameterizedTest
    @MethodSource("holes")
    void isNamedWithWhatWasExpected(Hole hole) throws IllegalAccessException {
        Parameter[] parameters = hole.method.getParameters();
        @Nullable Object[] args = new @Nullable Object[parameters.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = i == hole.parameter ? null : sample(parameters[i].getType());
        }
        Object receiver =
                Modifier.isStatic(hole.method.getModifiers())
                        ? null
                        : sample(hole.method.getDeclaringClass());
        try {
            hole.method.setAccessible(true);
            hole.method.invoke(receiver, args);
            fail("null was taken");
        } catch (InvocationTargetException e) {
            String name = parameters[hole.parameter].getName();
            if (e.getCause() instanceof IllegalArgumentException misuse) {
                assertThat(misuse).hasMessageContaining("null").hasMessageContaining("must not");
            } else {
                assertThat(e.getCause())
                        .isInstanceOf(NullPointerException.class)
                        .message()
                        .matches(Pattern.quote(name) + ": expected .+, got null");
            }
        }
    }

    private static Object sample(Class<?> type) {
        if (type.isInterface()) {
            return switch (type.getSimpleName()) {
                case "Map" -> Map.of("a", 1);
                case "Collection", "List" -> List.of();
                case "Path" -> Path.of("a.csv");
                case "CharSequence" -> "a";
                case "Content" -> new Text("a");
                default ->
                        Proxy.newProxyInstance(
                                type.getClassLoader(),
                                new Class<?>[] {type},
                                (_, _, _) -> {
                                    throw new IllegalStateException("not to be called");
                                });
            };
        }
        return switch (type.getSimpleName()) {
            case "String", "Object" -> "a";
            case "boolean" -> false;
            case "int" -> 1;
            case "long" -> 1L;
            case "double" -> 1.0;
            case "Class" -> int.class;
            case "Pattern" -> Pattern.compile("a");
            case "Duration" -> Duration.ofSeconds(1);
            case "Lookup" -> MethodHandles.lookup();
            case "Schema" -> Schema.text();
            case "TypeRef" -> new TypeRef<List<String>>() {};
            case "Params" -> Params.of();
            case "Actor" -> Actor.USER;
            case "Jobs" -> Jobs.AUTO;
            case "OnFailure" -> OnFailure.RAISE;
            case "DataFrame" -> DataFrame.from(List.of(Map.of("a", 1)));
            case "ChatRoom" -> ChatRoom.create();
            case "Participant" -> ChatRoom.create().addParticipant(MockLlm.cycling("1"));
            case "Participant[]" -> new Participant[0];
            case "Llm", "MockLlm" -> MockLlm.cycling("1");
            case "Task" -> Task.named("t").body((_, _) -> {});
            case "TaskBuilder" -> Task.named("t");
            case "EvaluationOptions" -> new EvaluationOptions();
            case "PromptOptions", "ToolOptions" -> options();
            case "Object[]" -> new Object[0];
            case "String[]" -> new String[] {"a"};
            case "Llm[]" -> new Llm[0];
            default -> throw new IllegalStateException("no sample of " + type);
        };
    }

    private static PromptOptions options() {
        AtomicReference<@Nullable PromptOptions> kept = new AtomicReference<>();
        MockLlm.cycling("1").prompt("a", kept::set);
        return requireNonNull(kept.get());
    }
}
