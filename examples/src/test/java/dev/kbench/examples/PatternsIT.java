package dev.kbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.it.Child;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Runs the files of the patterns (docs/guide/quick-reference.md, section 9) against a server that
/// answers by a script, and looks at what it was asked and what the runs left.
class PatternsIT {
    private static final String POEM = "A white cloud drifts on";

    /// A file, what is answered to what, the numbers of requests and runs, what some request and
    /// what some run's file says.
    private enum Pattern {
        A(
                "minimal/GeographyQuiz.java",
                Map.of("longest river", "The Nile is."),
                1,
                1,
                "What is the longest river in the world?",
                "Should mention the Nile river."),
        B(
                "answers/ExtractPerson.java",
                Map.of(
                        "Extract the name",
                        "{\"name\": \"Marie Curie\", \"age\": 66, \"occupation\": \"Physicist\"}"),
                1,
                1,
                "\"response_format\"",
                "The age at death."),
        C(
                "answers/HallucinationCheck.java",
                Map.of(
                        "gravity-light-contraction",
                        "{\"answer\": false, \"explanation\": \"There is no such theory.\"}"),
                1,
                1,
                "\"explanation\"",
                "Model should recognize fictitious theory."),
        D(
                "judging/StoryQuality.java",
                inOrder(
                        "Write a one-paragraph story",
                        "Tom the cat solved the case.",
                        "The cat is a detective.",
                        """
                        {"results": [
                         {"criterion": "The story is exactly one paragraph.", "passed": true,
                          "reason": "One.", "confidence": 90},
                         {"criterion": "The main character is a cat.", "passed": true,
                          "reason": "Tom.", "confidence": 90},
                         {"criterion": "The cat is a detective.", "passed": true,
                          "reason": "He solves it.", "confidence": 90}]}
                        """),
                2,
                1,
                "Tom the cat solved the case.",
                "'The cat is a detective.': He solves it."),
        E(
                "code/SolveWithPython.java",
                Map.of(
                        "15th Fibonacci number",
                        """
                        ```python
                        a, b = 0, 1
                        for _ in range(15):
                            a, b = b, a + b
                        print(a)
                        ```
                        """),
                1,
                1,
                "Write Python to calculate and print it.",
                "Should print 610."),
        F(
                "rooms/TwentyQuestions.java",
                inOrder(
                        "Let's play 20 questions",
                        "{\"question\": \"Does it bark?\", \"guess\": \"\"}",
                        "I'm thinking of a dog",
                        "{\"value\": true}",
                        "Yes. Guess or ask another?",
                        "{\"question\": \"\", \"guess\": \"A dog\"}"),
                3,
                1,
                "I'm thinking of a dog. Question: Does it bark?",
                "Should guess the animal."),
        G(
                "judging/JudgedPoem.java",
                inOrder("Write a haiku", POEM, "Rate this poem", "{\"value\": 8}"),
                3,
                1,
                "Rate this poem from 0 to 10:\\n" + POEM,
                "\"mean\""),
        H(
                "data/RiddleSolver.java",
                inOrder("cities but no houses", "A map.", "has an eye", "The needle."),
                2,
                2,
                "What has an eye but cannot see?",
                "It is a needle."),
        H_5(
                "data/ResilientQa.java",
                inOrder("2+2", "It is 4.", "France", "Paris.", "Peru", "It is Lima."),
                3,
                4,
                "What is the capital of Peru?",
                "\"accuracy\""),
        I(
                "code/CodeAnalysis.java",
                Map.of(
                        "Does this code have bugs",
                        """
                        {"hasBugs": true,
                         "fixedCode": "fruits = ['apple', 'orange', 'banana', 'peach']\\nprint(len(fruits))"}
                        """),
                1,
                1,
                "You are an expert Python programmer.",
                "Fixed code outputs 4."),
        I_5(
                "rooms/Debate.java",
                inOrder(
                        "Rate the quality",
                        "{\"value\": 8}",
                        "[Con]",
                        "Licenses keep us safe.",
                        "[Pro]",
                        "Licenses keep us slow.",
                        "Topic",
                        "Licenses are needed."),
                5,
                1,
                "[Pro]: Licenses are needed.",
                "Both should speak twice.");

        private final String file;
        private final SequencedMap<String, String> answers;
        private final int requests;
        private final int runs;
        private final String asked;
        private final String left;

        Pattern(
                String file,
                Map<String, String> answers,
                int requests,
                int runs,
                String asked,
                String left) {
            this.file = file;
            this.answers = new LinkedHashMap<>(answers);
            this.requests = requests;
            this.runs = runs;
            this.asked = asked;
            this.left = left;
        }

        private static SequencedMap<String, String> inOrder(String... texts) {
            SequencedMap<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < texts.length; i += 2) {
                all.put(texts[i], texts[i + 1]);
            }
            return all;
        }
    }

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void asksAndLeavesWhatTheGuideSays(Pattern pattern) throws Exception {
        ExamplesIT.requireBox(pattern.file);
        try (AskedServer server = new AskedServer(pattern.answers)) {
            Child child =
                    Child.kbench(
                            ExamplesIT.MODULES,
                            folder,
                            Map.of("OPENAI_BASE_URL", server.url()),
                            "run",
                            ExamplesIT.EXAMPLES.resolve(pattern.file).toString(),
                            "--model",
                            "openai:scripted");
            assertThat(child.code()).as(child.output()).isZero();
            assertThat(server.asked()).hasSize(pattern.requests);
            assertThat(server.asked()).anyMatch(request -> request.contains(pattern.asked));
            List<String> files = runFiles();
            assertThat(files).hasSize(pattern.runs);
            assertThat(files).anyMatch(file -> file.contains(pattern.left));
            assertThat(files)
                    .noneMatch(file -> file.contains("BENCHMARK_TASK_RUN_ASSERTION_STATUS_FAILED"));
        }
    }

    private List<String> runFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".run.json")).toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
