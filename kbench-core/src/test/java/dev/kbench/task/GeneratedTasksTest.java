package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.key.Params;
import dev.kbench.run.MetricWithCI;
import dev.kbench.run.PassCount;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sources that declare a task for each number of parameters and each result type, made into tasks
/// in each way, bound in each way, with parameter names from each place.
class GeneratedTasksTest {
    private record Parameter(String type, String name, String snake, Object value, Object inRow) {}

    private static final List<Parameter> PARAMETERS =
            List.of(
                    new Parameter("String", "textOne", "text_one", "t", "t"),
                    new Parameter("int", "countTwo", "count_two", 2, 2L),
                    new Parameter("double", "ratioThree", "ratio_three", 3.0, 3),
                    new Parameter("boolean", "flagFour", "flag_four", true, true),
                    new Parameter("long", "sizeFive", "size_five", 5L, 5),
                    new Parameter("Size", "sortSix", "sort_six", "B", "B"));

    private record Result(String name, String type, String expression, ResultType kind) {}

    private static final List<Result> RESULTS =
            List.of(
                    new Result("nothing", "void", "", ResultType.PASS_FAIL),
                    new Result("truth", "boolean", "Shared.pass", ResultType.BOOLEAN),
                    new Result("wide", "double", "0.25", ResultType.SCORE),
                    new Result("narrow", "float", "0.5f", ResultType.SCORE),
                    new Result("count", "int", "7", ResultType.NUMERICAL),
                    new Result("many", "long", "8_000_000_000L", ResultType.NUMERICAL),
                    new Result(
                            "map",
                            "Map<String, Object>",
                            "Map.of(\"a\", 1)",
                            ResultType.DICTIONARY),
                    new Result("record", "Out", "new Out(1, \"x\")", ResultType.DICTIONARY),
                    new Result("passed", "PassCount", "new PassCount(1, 2)", ResultType.PASS_COUNT),
                    new Result(
                            "metric",
                            "MetricWithCI",
                            "new MetricWithCI(0.5, 0.1)",
                            ResultType.METRIC_WITH_CI));

    private static final List<String> KINDS =
            List.of(
                    "instance",
                    "hidden",
                    "fixed",
                    "compact",
                    "byName",
                    "fixedByName",
                    "lambda",
                    "builder",
                    "marked");

    private enum Binding {
        POSITION,
        NAME,
        MIXED,
        RECORD,
        ROW
    }

    private static final String IMPORTS =
            """
            import static dev.kbench.Kbench.*;
            import dev.kbench.llm.Llm;
            import dev.kbench.run.*;
            import dev.kbench.task.*;
            import java.util.*;
            """;

    private final MockLlm llm = MockLlm.cycling("x");
    private int cells;

    @Test
    void everyCellWithParameterNamesInTheClassFile() {
        run("-parameters", "-g");
        assertThat(cells).isEqualTo(2 * KINDS.size() * RESULTS.size() * (4 * 7 + 6));
    }

    @Test
    void everyCellWithLocalVariablesInstead() {
        run("-g");
        assertThat(cells).isEqualTo(2 * KINDS.size() * RESULTS.size() * (4 * 7 + 6));
    }

    /// The source does not tell a lambda's names: it binds by position, and by a record's
    /// components.
    @Test
    void everyCellWithTheSourceOnly() {
        run("-g:none");
        int lambda = RESULTS.size() * (7 + 6);
        assertThat(cells)
                .isEqualTo(2 * ((KINDS.size() - 1) * RESULTS.size() * (4 * 7 + 6) + lambda));
    }

    @Test
    void namesThatAreNowhereToBeHadAreNumbered() {
        Compiled classes =
                Compiled.of(
                        Map.of(
                                "Nameless",
                                IMPORTS
                                        + "class Nameless { Task<Void> task() { return"
                                        + " Task.of(this::quiz); } void quiz(Llm a, String b) {}"
                                        + " }"),
                        "-g:none");
        Task<?> task = (Task<?>) call(classes.make("Nameless"), "task");
        assertThat(task.parameters().toString()).isEqualTo("[Llm arg0, String arg1]");
        assertThatThrownBy(() -> Arena.alone(() -> task.run(llm, Params.of("b", "x"))))
                .hasMessage("task 'Quiz' takes [Llm arg0, String arg1]; 'b' binds to none of them");
    }

    private void run(String... options) {
        boolean sourceOnly = options[0].equals("-g:none");
        Map<String, String> sources =
                new LinkedHashMap<>(
                        Map.of("Shared", shared(), "Marked", marked(), "Compact", compact()));
        RESULTS.forEach(result -> sources.put("Gen_" + result.name(), gen(result)));
        Compiled classes = Compiled.of(sources, options);
        Compiled.register(sources);
        Map<String, Task<?>> marked =
                Task.in(classes.type("Marked")).stream()
                        .collect(Collectors.toMap(Task::name, task -> task));
        Object compact = classes.make("Compact");
        for (String kind : KINDS) {
            for (Result result : RESULTS) {
                Object gen = classes.make("Gen_" + result.name());
                for (Binding binding : Binding.values()) {
                    for (int n = binding == Binding.RECORD ? 1 : 0; n <= 6; n++) {
                        if (sourceOnly
                                && kind.equals("lambda")
                                && binding != Binding.POSITION
                                && binding != Binding.RECORD) {
                            continue;
                        }
                        String method = method(result, n, binding == Binding.RECORD);
                        Task<?> task =
                                switch (kind) {
                                    case "marked" -> marked.get(method);
                                    case "compact" -> (Task<?>) call(compact, "make_" + method);
                                    case "byName" -> Task.of(gen, method);
                                    case "fixedByName" -> Task.of(gen, "s_" + method);
                                    default -> (Task<?>) call(gen, kind + "_" + method);
                                };
                        cell(classes, task, result, binding, n, true);
                        cell(classes, task, result, binding, n, false);
                    }
                }
            }
        }
    }

    private void cell(
            Compiled classes, Task<?> task, Result result, Binding binding, int n, boolean pass) {
        cells++;
        String where = task + " " + binding + " " + n;
        List<Object> seen = new ArrayList<>();
        set(classes, "pass", pass);
        set(classes, "seen", seen);
        Run<?> run = Arena.alone(() -> bound(task, binding, n));
        assertThat(task.info().resultType()).as(where).isEqualTo(result.kind());
        assertThat(String.valueOf(seen))
                .as(where)
                .isEqualTo(PARAMETERS.subList(0, n).stream().map(Parameter::value).toList() + "");
        assertThat(run.passed()).as(where).isEqualTo(pass);
        assertThat(run.assertionResults()).as(where).hasSize(1);
        Object expected =
                switch (result.name()) {
                    case "truth" -> pass;
                    case "wide" -> 0.25;
                    case "narrow" -> 0.5f;
                    case "count" -> 7;
                    case "many" -> 8_000_000_000L;
                    case "map" -> Map.of("a", 1);
                    case "passed" -> new PassCount(1, 2);
                    case "metric" -> new MetricWithCI(0.5, 0.1);
                    default -> null;
                };
        if (result.name().equals("record")) {
            assertThat(run.result()).as(where).hasToString("Out[n=1, text=x]");
        } else {
            assertThat((Object) run.result()).as(where).isEqualTo(expected);
        }
    }

    private Run<?> bound(Task<?> task, Binding binding, int n) {
        List<Parameter> parameters = PARAMETERS.subList(0, n);
        List<Object> args = new ArrayList<>(List.of(llm));
        switch (binding) {
            case POSITION -> parameters.forEach(p -> args.add(p.value()));
            case NAME -> args.add(named(parameters.reversed()));
            case MIXED -> {
                parameters.subList(0, n / 2).forEach(p -> args.add(p.value()));
                args.add(named(parameters.subList(n / 2, n)));
            }
            case RECORD -> args.add(named(parameters));
            case ROW -> {
                Map<String, Object> row = new LinkedHashMap<>();
                parameters.forEach(p -> row.put(p.snake(), p.inRow()));
                return task.evaluate(
                                with -> {
                                    with.llms(llm);
                                    if (n > 0) {
                                        with.data(List.of(row));
                                    }
                                })
                        .get(0);
            }
        }
        return task.run(args.toArray());
    }

    private static Params named(List<Parameter> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.forEach(p -> values.put(p.name(), p.value()));
        return Params.from(values);
    }

    private static void set(Compiled classes, String name, Object value) {
        try {
            Field field = classes.type("Shared").getDeclaredField(name);
            field.setAccessible(true);
            field.set(null, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Object owner, String method) {
        try {
            Method found = owner.getClass().getDeclaredMethod(method);
            found.setAccessible(true);
            return found.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method, e);
        }
    }

    private static String method(Result result, int n, boolean record) {
        return result.name() + n + (record ? "r" : "");
    }

    private static String declared(int n, boolean record) {
        return record
                ? ", Rec" + n + " rec"
                : PARAMETERS.subList(0, n).stream()
                        .map(p -> ", " + p.type() + " " + p.name())
                        .collect(Collectors.joining());
    }

    private static String values(int n, boolean record) {
        return PARAMETERS.subList(0, n).stream()
                .map(p -> record ? "rec." + p.name() + "()" : p.name())
                .collect(Collectors.joining(", "));
    }

    private static String task(String before, String name, Result result, int n, boolean record) {
        return "%s %s %s(Llm model%s) { Shared.see(%s); assertTrue(Shared.pass); %s }%n"
                .formatted(
                        before,
                        result.type(),
                        name,
                        declared(n, record),
                        values(n, record),
                        result.expression().isEmpty() ? "" : "return " + result.expression() + ";");
    }

    private interface Writer {
        String write(Result result, int n, boolean record, String method);
    }

    private static String each(List<Result> results, Writer writer) {
        StringBuilder out = new StringBuilder();
        for (Result result : results) {
            for (int n = 0; n <= 6; n++) {
                out.append(writer.write(result, n, false, method(result, n, false)));
                if (n > 0) {
                    out.append(writer.write(result, n, true, method(result, n, true)));
                }
            }
        }
        return out.toString();
    }

    private static String shared() {
        String records =
                IntStream.rangeClosed(1, 6)
                        .mapToObj(
                                n ->
                                        "record Rec%d(%s) {}%n"
                                                .formatted(n, declared(n, false).substring(2)))
                        .collect(Collectors.joining());
        return IMPORTS
                + """
                class Shared {
                    static boolean pass;
                    static List<Object> seen;
                    static void see(Object... args) { seen.addAll(List.of(args)); }
                }
                enum Size { A, B }
                record Out(int n, String text) {}
                """
                + records;
    }

    /// A class for each result: the compiler puts all of a class's lambdas in one method.
    private static String gen(Result only) {
        String type = "Gen_" + only.name();
        return IMPORTS
                + "class "
                + type
                + " {\n"
                + each(
                        List.of(only),
                        (result, n, record, method) ->
                                task("public", method, result, n, record)
                                        + task("private", "p_" + method, result, n, record)
                                        + task("static", "s_" + method, result, n, record)
                                        + factory("instance", method, "Task.of(this::%s)", method)
                                        + factory(
                                                "hidden",
                                                method,
                                                "Task.of(this::%s)",
                                                "p_" + method)
                                        + factory(
                                                "fixed",
                                                method,
                                                "Task.of(" + type + "::%s)",
                                                "s_" + method)
                                        + factory(
                                                "lambda",
                                                method,
                                                "Task.of(\"%s\", (Llm model"
                                                        + boxed(declared(n, record))
                                                        + ") -> "
                                                        + method
                                                        + "(model"
                                                        + given(n, record)
                                                        + "))",
                                                method)
                                        + factory(
                                                "builder",
                                                method,
                                                builder(result, n, record),
                                                method))
                + "}\n";
    }

    /// A lambda's types are type arguments.
    private static String boxed(String parameters) {
        return parameters
                .replace("int ", "Integer ")
                .replace("double ", "Double ")
                .replace("boolean ", "Boolean ")
                .replace("long ", "Long ");
    }

    private static String given(int n, boolean record) {
        return record
                ? ", rec"
                : PARAMETERS.subList(0, n).stream()
                        .map(p -> ", " + p.name())
                        .collect(Collectors.joining());
    }

    private static String builder(Result result, int n, boolean record) {
        String parameters =
                record
                        ? ".param(\"rec\", Rec" + n + ".class)"
                        : PARAMETERS.subList(0, n).stream()
                                .map(p -> ".param(\"" + p.name() + "\", " + p.type() + ".class)")
                                .collect(Collectors.joining());
        String type = result.type().replaceAll("<.*>", "");
        String args =
                record
                        ? ", (Rec" + n + ") params.value(\"rec\").orElseThrow()"
                        : PARAMETERS.subList(0, n).stream()
                                .map(
                                        p ->
                                                ", ("
                                                        + p.type()
                                                        + ") params.value(\""
                                                        + p.name()
                                                        + "\").orElseThrow()")
                                .collect(Collectors.joining());
        return "Task.named(\"%s\")"
                + (type.equals("void") ? "" : ".returning(" + type + ".class)")
                + parameters
                + ".body((model, params) -> "
                + method(result, n, record)
                + "(model"
                + args
                + "))";
    }

    private static String factory(String kind, String method, String how, String name) {
        return "Task<?> %s_%s() { return %s; }%n".formatted(kind, method, how.formatted(name));
    }

    private static String marked() {
        return IMPORTS
                + "class Marked {\n"
                + each(
                        RESULTS,
                        (result, n, record, method) ->
                                task(
                                        "@Benchmark(\"" + method + "\") private",
                                        method,
                                        result,
                                        n,
                                        record))
                + "}\n";
    }

    private static String compact() {
        return IMPORTS
                + each(
                        RESULTS,
                        (result, n, record, method) ->
                                task("", method, result, n, record)
                                        + factory("make", method, "Task.of(this::%s)", method))
                + "void main() {}\n";
    }
}
