package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.run.Run;
import dev.kbench.table.DataFrame;
import dev.kbench.table.TableException;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class BindingTest {
    enum Size {
        SMALL,
        LARGE;

        @Override
        public String toString() {
            return "size " + ordinal();
        }
    }

    private final MockLlm llm = MockLlm.cycling("Paris");
    private final List<Object> seen = new ArrayList<>();

    void quiz(Llm model, String question, int expected) {
        model.prompt(question);
        seen.add(question);
        seen.add(expected);
    }

    void keyword(Llm model, String answerKeyword) {
        seen.add(model.prompt(answerKeyword));
        seen.add(answerKeyword);
    }

    void twoSpellings(Llm model, String answerKeyword, String answer_keyword) {
        seen.add(answerKeyword);
        seen.add(answer_keyword);
    }

    void sized(Llm model, Size size, char letter) {
        seen.add(size);
        seen.add(letter);
    }

    void maybe(Llm model, Optional<Integer> limit) {
        seen.add(limit);
    }

    void table(Llm model, DataFrame table) {
        seen.add(table.height());
    }

    void decimals(Llm model, double wide, float narrow) {
        seen.add(wide);
        seen.add(narrow);
    }

    void wholes(Llm model, byte b, short s, long l, BigInteger big) {
        seen.addAll(List.of(b, s, l, big));
    }

    void judged(Llm model, Llm judge) {
        seen.add(judge.name());
    }

    private Run<?> run(Task<?> task, Object... args) {
        return Arena.alone(() -> task.run(args));
    }

    private void refuses(Task<?> task, String message, Object... args) {
        assertThatThrownBy(() -> run(task, args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @AfterEach
    void aRefusedCallReachesNoModel() {
        assertThat(llm.invocations().size()).isLessThanOrEqualTo(seen.size());
    }

    @Nested
    class ByPositionAndName {
        private final Task<Void> quiz = Task.of(BindingTest.this::quiz);

        @Test
        void positionsBind() {
            run(quiz, llm, "2+2?", 4);
            assertThat(seen).containsExactly("2+2?", 4);
        }

        @Test
        void namesBindInAnyOrder() {
            Run<?> run = run(quiz, llm, Params.of("expected", 4, "question", "2+2?"));
            assertThat(seen).containsExactly("2+2?", 4);
            assertThat(run.params().asMap().toString())
                    .isEqualTo("{model=mock, question=2+2?, expected=4}");
        }

        @Test
        void positionsStandBeforeNames() {
            run(quiz, llm, "2+2?", Params.of("expected", 4));
            assertThat(seen).containsExactly("2+2?", 4);
        }

        @Test
        void theModelBindsByNameToo() {
            run(quiz, Params.of("model", llm, "question", "2+2?", "expected", 4));
            assertThat(seen).containsExactly("2+2?", 4);
        }

        @Test
        void missingIsRefused() {
            refuses(
                    quiz,
                    "task 'Quiz' takes [Llm model, String question, int expected]; no value for"
                            + " String question, int expected",
                    llm);
        }

        @Test
        void unknownIsRefused() {
            refuses(
                    quiz,
                    "task 'Quiz' takes [Llm model, String question, int expected]; 'colour' binds"
                            + " to none of them",
                    llm,
                    Params.of("question", "q", "expected", 1, "colour", "red"));
        }

        @Test
        void tooManyPositionsAreRefused() {
            refuses(
                    quiz,
                    "task 'Quiz' takes [Llm model, String question, int expected]; 4 arguments by"
                            + " position, but the task takes 3",
                    llm,
                    "q",
                    1,
                    2);
        }

        @Test
        void positionAndNameForOneParameterAreRefused() {
            refuses(
                    quiz,
                    "task 'Quiz' takes [Llm model, String question, int expected]; parameter"
                            + " 'question' is given by position and by name",
                    llm,
                    "q",
                    Params.of("question", "again", "expected", 1));
        }

        @Test
        void nullIsRefused() {
            refuses(
                    quiz,
                    "task 'Quiz' takes [Llm model, String question, int expected]; parameter"
                            + " 'question': expected String, got null; leave an optional value out",
                    llm,
                    null,
                    1);
        }

        @Test
        void textForAModelIsRefused() {
            refuses(
                    quiz,
                    "task 'Quiz' takes [Llm model, String question, int expected]; parameter"
                            + " 'model': expected a model (Llm), got the text \"gpt\"",
                    "gpt",
                    "q",
                    1);
        }

        @Test
        void hostileTextIsShownTame() {
            refuses(
                    quiz,
                    "task 'Quiz' takes [Llm model, String question, int expected]; parameter"
                            + " 'expected': expected int, got the text"
                            + " \"\uFFFD[31mred\uFFFD\uFFFD${x}%s"
                            + "y".repeat(44)
                            + "…\"",
                    llm,
                    "q",
                    "\u001b[31mred\0\n${x}%s" + "y".repeat(1_000_000));
        }
    }

    @Nested
    class Spellings {
        private final Task<Void> keyword = Task.of(BindingTest.this::keyword);
        private final Task<Void> two = Task.of(BindingTest.this::twoSpellings);

        @Test
        void snakeBindsToCamel() {
            run(keyword, llm, Params.of("answer_keyword", "nile"));
            assertThat(seen).containsExactly("Paris", "nile");
        }

        @Test
        void theExactNameGoesFirst() {
            run(two, llm, Params.of("answer_keyword", "snake", "answerKeyword", "camel"));
            assertThat(seen).containsExactly("camel", "snake");
        }

        @Test
        void twoCandidatesAreRefused() {
            refuses(
                    two,
                    "task 'Two Spellings' takes [Llm model, String answerKeyword, String"
                            + " answer_keyword]; 'AnswerKeyword' fits 2 parameters; give them names"
                            + " that differ",
                    llm,
                    Params.of("AnswerKeyword", "x"));
        }

        @Test
        void twoNamesForOneParameterAreRefused() {
            refuses(
                    keyword,
                    "task 'Keyword' takes [Llm model, String answerKeyword]; 'answer_keyword' gives"
                            + " parameter 'answerKeyword' a second time",
                    llm,
                    Params.of("answerKeyword", "a", "answer_keyword", "b"));
        }

        @Test
        void turkishLettersDoNotMatter() {
            Task<Void> task =
                    Task.named("id").param("imageId", String.class).body((_, p) -> seen.add(p));
            run(task, llm, Params.of("IMAGE_ID", "7"));
            assertThat(seen).containsExactly(Params.of("imageId", "7"));
        }
    }

    @Nested
    class Types {
        @Test
        void wholeNumbersBindWhereTheyFit() {
            run(Task.of(BindingTest.this::wholes), llm, 127L, 32767, 1, 12.0);
            assertThat(seen).containsExactly((byte) 127, (short) 32767, 1L, BigInteger.valueOf(12));
        }

        @Test
        void overflowIsRefused() {
            String takes =
                    "task 'Wholes' takes [Llm model, byte b, short s, long l, BigInteger big]; ";
            Task<Void> wholes = Task.of(BindingTest.this::wholes);
            refuses(
                    wholes,
                    takes + "parameter 'b': expected byte, got 128 (Integer)",
                    llm,
                    128,
                    1,
                    1,
                    1);
            refuses(
                    wholes,
                    takes + "parameter 'l': expected long, got 9223372036854775808 (BigInteger)",
                    llm,
                    1,
                    1,
                    BigInteger.TWO.pow(63),
                    1);
            refuses(
                    wholes,
                    takes + "parameter 'big': expected BigInteger, got 1E+1000000000 (BigDecimal)",
                    llm,
                    1,
                    1,
                    1,
                    new BigDecimal("1E+1000000000"));
        }

        @Test
        void aFractionForAWholeNumberIsRefused() {
            refuses(
                    Task.of(BindingTest.this::quiz),
                    "task 'Quiz' takes [Llm model, String question, int expected]; parameter"
                            + " 'expected': expected int, got 4.5 (Double)",
                    llm,
                    "q",
                    4.5);
        }

        @Test
        void numbersForDecimalsBind() {
            run(Task.of(BindingTest.this::decimals), llm, 3, 0.1);
            assertThat(seen).containsExactly(3.0, 0.1f);
        }

        @Test
        void whatADecimalCannotHoldIsRefused() {
            String takes = "task 'Decimals' takes [Llm model, double wide, float narrow]; ";
            Task<Void> decimals = Task.of(BindingTest.this::decimals);
            refuses(
                    decimals,
                    takes + "parameter 'wide': expected double, got 9007199254740993 (Long)",
                    llm,
                    (1L << 53) + 1,
                    1);
            refuses(
                    decimals,
                    takes + "parameter 'narrow': expected float, got 1.0E300 (Double)",
                    llm,
                    1,
                    1e300);
        }

        @Test
        void enumsBindByName() {
            run(Task.of(BindingTest.this::sized), llm, "LARGE", "x");
            assertThat(seen).containsExactly(Size.LARGE, 'x');
        }

        @Test
        void anUnknownConstantIsRefused() {
            refuses(
                    Task.of(BindingTest.this::sized),
                    "task 'Sized' takes [Llm model, Size size, char letter]; parameter 'size':"
                            + " expected one of [SMALL, LARGE], got the text \"large\"",
                    llm,
                    "large",
                    "x");
        }

        @Test
        void anOptionalMayBeLeftOut() {
            Task<Void> maybe = Task.of(BindingTest.this::maybe);
            run(maybe, llm);
            run(maybe, llm, 3L);
            run(maybe, llm, Optional.of(3L));
            assertThat(seen).containsExactly(Optional.empty(), Optional.of(3), Optional.of(3));
        }

        @Test
        void anOptionalOfAWrongTypeIsRefused() {
            refuses(
                    Task.of(BindingTest.this::maybe),
                    "task 'Maybe' takes [Llm model, Optional limit]; parameter 'limit': expected"
                            + " Integer, got the text \"x\"",
                    llm,
                    Optional.of("x"));
        }

        @Test
        void aTableBinds() {
            Run<?> run =
                    run(Task.of(BindingTest.this::table), llm, DataFrame.ofRows(Map.of("a", 1)));
            assertThat(seen).containsExactly(1);
            assertThat(run.attempt().key().digest()).hasSize(64);
        }

        @Test
        void aFurtherModelIsShownByItsName() {
            MockLlm judge = MockLlm.answering("judge", _ -> "");
            Run<?> run = run(Task.of(BindingTest.this::judged), llm, judge);
            assertThat(run.params().asMap().toString()).isEqualTo("{model=mock, judge=judge}");
            assertThat(run.model().orElseThrow().id()).isEqualTo("mock");
        }
    }

    @Nested
    class Rows {
        private final Task<Void> quiz = Task.of(BindingTest.this::quiz);

        private void refusesRows(String message, Object... rows) {
            assertThatThrownBy(
                            () ->
                                    Arena.alone(
                                            () ->
                                                    quiz.evaluate(
                                                            with ->
                                                                    with.llms(llm)
                                                                            .data(List.of(rows)))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThat(llm.invocations()).isEmpty();
        }

        @Test
        void aWrongTypeNamesRowAndColumnBeforeAnyCall() {
            refusesRows(
                    "task 'Quiz' takes [Llm model, String question, int expected]; row 1: column"
                            + " 'expected': expected int, got the text \"four\"",
                    Map.of("question", "q", "expected", 4),
                    Map.of("question", "q", "expected", "four"));
        }

        @Test
        void aMissingValueNamesTheRow() {
            refusesRows(
                    "task 'Quiz' takes [Llm model, String question, int expected]; row 1: no"
                            + " value for int expected: the cell is empty; fill it in, or let the"
                            + " parameter be an Optional",
                    Map.of("question", "q", "expected", 4),
                    Map.of("question", "q"));
        }

        @Test
        void aColumnThatBindsToNothingIsRefused() {
            refusesRows(
                    "task 'Quiz' takes [Llm model, String question, int expected]; column 'colour'"
                            + " binds to none of them; rename it, leave it out, or give the task a"
                            + " parameter of that name",
                    Map.of("colour", "red"));
        }

        @Test
        void aFilesColumnsAreReadAsTheParametersNeedThem(@TempDir Path folder) throws IOException {
            Path csv = Files.writeString(folder.resolve("k.csv"), "answer_keyword\n42\n1.50\n");
            Task<Void> keyword = Task.of(BindingTest.this::keyword);
            Arena.alone(() -> keyword.evaluate(with -> with.llms(llm).data(csv)));
            assertThat(seen).containsExactly("Paris", "42", "Paris", "1.50");
        }

        @Test
        void textForAnIntInAFileNamesLineAndColumn(@TempDir Path folder) throws IOException {
            Path csv =
                    Files.writeString(folder.resolve("q.csv"), "question,expected\nq,1\nq,one\n");
            assertThatThrownBy(
                            () ->
                                    Arena.alone(
                                            () -> quiz.evaluate(with -> with.llms(llm).data(csv))))
                    .isInstanceOf(TableException.class)
                    .hasMessageContaining("q.csv, line 3")
                    .hasMessageContaining("'expected'")
                    .hasMessageContaining("one");
            assertThat(llm.invocations()).isEmpty();
        }
    }
}
