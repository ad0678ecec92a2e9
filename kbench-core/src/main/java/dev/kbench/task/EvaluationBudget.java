package dev.kbench.task;

import dev.kbench.control.Budget;
import dev.kbench.control.Outlay;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.llm.Llm;
import dev.kbench.llm.budget.BudgetedCalls;
import dev.kbench.llm.budget.Purse;
import dev.kbench.workspace.Workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an evaluation is paid from: its own budget, and its command's.
///
/// @param own the evaluation's budget, empty for none
/// @param around the purses of its command; none inside a run, whose own hold
record EvaluationBudget(Optional<Budget> own, List<Purse> around) {
    static EvaluationBudget of(EvaluationOptions options, Workspace workspace, boolean nested) {
        return new EvaluationBudget(
                options.most(), nested ? List.of() : CommandBudget.of(workspace).purses());
    }

    /// Refuses models of which it is known beforehand that they are asked and have no price.
    void refuseUnpriced(String task, EvaluationCells cells) {
        boolean dollars =
                Stream.concat(own.stream(), around.stream().map(Purse::budget))
                        .anyMatch(budget -> budget.nanodollars().isPresent());
        if (!dollars) {
            return;
        }
        for (Llm model : cells.allModels()) {
            if (!model.isPriced()) {
                throw new IllegalArgumentException(
                        "%s: %s".formatted(task, BudgetedCalls.unpriced(model.name())));
            }
        }
    }

    /// The purses, the narrower first.
    ///
    /// @param id the evaluation's id
    /// @param before what of its budget earlier processes spent
    List<Purse> purses(String id, Outlay before) {
        List<Purse> purses = new ArrayList<>();
        own.ifPresent(
                budget -> {
                    Purse purse = new Purse(budget, id);
                    purse.spend(before);
                    purses.add(purse);
                });
        purses.addAll(around);
        return List.copyOf(purses);
    }
}
