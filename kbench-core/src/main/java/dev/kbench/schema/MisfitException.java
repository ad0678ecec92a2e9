package dev.kbench.schema;

import java.util.List;

/// A JSON value is not what was asked for.
final class MisfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<AnswerProblem> problems;

    /// Made without a stack trace: it is caught close by.
    MisfitException(List<AnswerProblem> problems) {
        super(problems.toString(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    static MisfitException of(Spot at, String rule, String value) {
        return new MisfitException(List.of(new AnswerProblem(at.path(), rule, value)));
    }

    List<AnswerProblem> problems() {
        return problems;
    }
}
