package dev.kbench.it.guide;

import static dev.kbench.Kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.llm.Llm;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.table.DataFrame;
import dev.kbench.table.Dataset;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the guide to data shows.
class DataGuideTest {
    @TempDir Path folder;

    private final ScriptedModels models = ScriptedModels.saying("It is Paris.");

    record City(String country, String capital) {}

    @Benchmark
    boolean knowsCapital(Llm llm, City city, String style, Optional<String> hint) {
        String question = "%s: what is the capital of %s?".formatted(style, city.country());
        String reply = llm.prompt(question + hint.map(text -> " Hint: " + text).orElse(""));
        return reply.contains(city.capital());
    }

    @Test
    void recordsAGridAndTrials() throws Exception {
        Runs<Boolean> made =
                models.in(
                        folder,
                        () -> {
                            List<City> cities =
                                    List.of(new City("France", "Paris"), new City("Peru", "Lima"));
                            Runs<Boolean> runs =
                                    Task.of(this::knowsCapital)
                                            .evaluate(
                                                    with ->
                                                            with.llms(llm())
                                                                    .data(cities)
                                                                    .grid(
                                                                            "style",
                                                                            "Briefly",
                                                                            "In verse")
                                                                    .trials(2));
                            return runs;
                        });
        assertThat(made.stream().map(Run::result))
                .containsExactly(true, true, false, false, true, true, false, false);
        assertThat(models.asked())
                .hasSize(8)
                .extracting(ScriptedModels::last)
                .contains(
                        "Briefly: what is the capital of France?",
                        "In verse: what is the capital of Peru?");
    }

    @Test
    void aTableIsMadeToFit() throws Exception {
        Path file = folder.resolve("cities.csv");
        Files.writeString(
                file,
                """
                id,nation,capital,hint,source
                fr,France,Paris,,a
                pe,Peru,Lima,it is on the coast,b
                xx,,,,c
                """);
        Runs<Boolean> made =
                models.in(
                        folder,
                        () -> {
                            DataFrame all = DataFrame.csv(file, Map.of("capital", String.class));
                            DataFrame known = all.filter(row -> row.value("nation").isPresent());
                            DataFrame rows =
                                    known.rename("nation", "country")
                                            .with("style", _ -> "Briefly")
                                            .drop("id", "source")
                                            .withLabels(List.of("fr", "pe"));
                            return Task.of(this::knowsCapital)
                                    .evaluate(with -> with.llms(llm()).data(rows));
                        });
        assertThat(made.stream().map(Run::result)).containsExactly(true, false);
        assertThat(models.asked())
                .extracting(ScriptedModels::last)
                .containsExactly(
                        "Briefly: what is the capital of France?",
                        "Briefly: what is the capital of Peru? Hint: it is on the coast");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .contains(
                            "Knows_Capital-run_param_id_fr_google_gemini-2.5-flash.run.json",
                            "Knows_Capital-run_param_id_pe_google_gemini-2.5-flash.run.json");
        }
    }

    @Benchmark
    boolean isParis(Llm llm, String capital) {
        return llm.prompt("Is it " + capital + "?").contains(capital);
    }

    @Benchmark
    boolean letter(Llm llm, String name, String mail) {
        return llm.prompt("Write to " + name + " at " + mail).contains(name);
    }

    @Test
    void privateColumns() throws Exception {
        Path file = folder.resolve("patients.csv");
        Files.writeString(file, "name,mail\nAnn Lee,ann@example.org\n");
        Runs<Boolean> made =
                models.in(
                        folder,
                        () -> {
                            DataFrame patients = DataFrame.csv(file).withPrivate("name", "mail");
                            return Task.of(this::letter)
                                    .evaluate(with -> with.llms(llm()).data(patients));
                        });
        assertThat(models.asked())
                .extracting(ScriptedModels::last)
                .containsExactly("Write to Ann Lee at ann@example.org");
        assertThat(made.asDataFrame().toString()).contains("[private]").doesNotContain("Ann");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(each -> each.toString().endsWith(".run.json")))
                    .singleElement()
                    .satisfies(
                            each ->
                                    assertThat(each)
                                            .content()
                                            .contains("Write to [private] at [private]")
                                            .doesNotContain("Ann", "example.org"));
        }
    }

    @Test
    void rowsThatAreRead() throws Exception {
        Path file = folder.resolve("capitals.jsonl");
        Files.writeString(file, "{\"capital\": \"Paris\"}\n".repeat(100));
        Runs<Boolean> made =
                models.in(
                        folder,
                        () -> {
                            Dataset first = Dataset.jsonl(file).head(10);
                            return Task.of(this::isParis)
                                    .evaluate(with -> with.llms(llm()).data(first).jobs(4));
                        });
        assertThat(made.size()).isEqualTo(10);
        assertThat(models.asked()).hasSize(10);
    }
}
