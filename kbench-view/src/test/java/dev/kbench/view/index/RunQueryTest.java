package dev.kbench.view.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class RunQueryTest {
    private static RunQuery parse(String address) {
        return RunQuery.parse(QueryString.parse(address));
    }

    @Test
    void everyConditionStandsInTheAddress() {
        RunQuery query =
                RunQuery.ALL
                        .with(RunColumn.MODEL, List.of("a/b", "ğ&=?"))
                        .with(RunColumn.TASK, List.of("Quiz"))
                        .with(RunColumn.SCORE, new NumberRange(0.5, Double.POSITIVE_INFINITY))
                        .with(RunColumn.START, new NumberRange(0, 1_700_000_000_123.0))
                        .withParam("level", List.of("", "1..2"))
                        .withParam("size", new NumberRange(3, 3))
                        .withText("king \"lou*\"")
                        .withSort(Optional.of(new RunSort("param:size", false)))
                        .withGroup("model");

        assertThat(query.toQueryString())
                .isEqualTo(
                        "task=Quiz&model=a%2Fb&model=%C4%9F%26%3D%3F&score=0.5.."
                                + "&start=1970-01-01T00%3A00%3A00Z..2023-11-14T22%3A13%3A20.123Z"
                                + "&param%3Alevel=&param%3Alevel=1..2&range%3Asize=3"
                                + "&text=king+%22lou*%22&sort=-param%3Asize&group=model");
        assertThat(parse(query.toQueryString())).isEqualTo(query);
    }

    @Test
    void equalQueriesHaveOneAddress() {
        assertThat(parse("outcome=failed&task=Quiz"))
                .isEqualTo(parse("task=Quiz&outcome=failed&outcome=failed"))
                .returns("task=Quiz&outcome=failed", RunQuery::toQueryString);
    }

    @Test
    void allRunsHaveAnEmptyAddress() {
        assertThat(RunQuery.ALL.toQueryString()).isEmpty();
        assertThat(RunQuery.parse(Map.of())).isEqualTo(RunQuery.ALL);
        assertThat(RunQuery.ALL.with(RunColumn.TASK, List.of("Quiz")).without(RunColumn.TASK))
                .isEqualTo(RunQuery.ALL);
    }

    @Test
    void anUnknownPartIsNamed() {
        assertThatThrownBy(() -> parse("colour=red"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'colour' is no part of a search: expected evaluation, task, model,"
                            + " outcome, reason, passed, label, score, trial, attempt, start,"
                            + " duration, input, output, cost, param:NAME, range:NAME, text, sort"
                            + " or group");
    }

    @Test
    void aBadRangeIsNamed() {
        assertThatThrownBy(() -> parse("score=high"))
                .hasMessage(
                        "score: expected a range such as 0.5..1, 0.5.., ..1, or one number, got"
                                + " 'high'");
        assertThatThrownBy(() -> parse("range:size=5..1"))
                .hasMessage(
                        "range:size: a range goes from a number to one that is not smaller, got"
                                + " 5.0..1.0");
        assertThatThrownBy(() -> parse("score=1&score=2"))
                .hasMessage("score: expected one value, got 2");
        assertThatThrownBy(() -> parse("start=yesterday"))
                .hasMessage(
                        "start: expected instants such as"
                                + " 2026-01-01T00:00:00Z..2026-02-01T00:00:00Z, either left out for"
                                + " none, got 'yesterday'");
        assertThatThrownBy(() -> parse("start=2026-02-01T00:00:00Z..2026-01-01T00:00:00Z"))
                .hasMessageContaining("got '2026-02-01T00:00:00Z..2026-01-01T00:00:00Z'");
    }

    @Test
    void aBadOrderIsNamed() {
        assertThatThrownBy(() -> parse("sort=-size"))
                .hasMessage(
                        "sort: expected one of evaluation, task, model, outcome, reason, passed,"
                            + " label, score, trial, attempt, start, duration, input, output, cost,"
                            + " or param:NAME for a parameter, got 'size'");
        assertThatThrownBy(() -> parse("group=size")).hasMessageStartingWith("group: expected");
    }

    @Test
    void aRangeIsWrittenAsItIsRead() {
        for (String text : List.of("..", "..1", "-2..", "0.1..0.25", "7", "1.0E300..")) {
            assertThat(NumberRange.parse(text)).hasToString(text);
        }
        assertThat(NumberRange.parse("0.5..1").contains(1)).isTrue();
        assertThat(NumberRange.parse("0.5..1").contains(Double.NaN)).isFalse();
    }

    @Test
    void aColumnTakesWhatItIs() {
        assertThatThrownBy(() -> RunQuery.ALL.with(RunColumn.SCORE, List.of("1")))
                .hasMessage("score: expected a range of numbers, got values");
        assertThatThrownBy(() -> RunQuery.ALL.with(RunColumn.TASK, new NumberRange(0, 1)))
                .hasMessage("task: expected values, since it is no number, got a range");
    }
}
