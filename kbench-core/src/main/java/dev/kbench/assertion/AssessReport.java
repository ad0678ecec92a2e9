package dev.kbench.assertion;

import dev.kbench.schema.Description;
import dev.kbench.schema.IgnoreUnknown;

import java.util.List;

/// A judge's assessment of one response. Fields that the judge adds, such as notes or a verdict of
/// its own over all, are passed over.
///
/// @param results one for each criterion, in the order of the criteria
@IgnoreUnknown
public record AssessReport(
        @Description("one result for each criterion, in the order of the criteria")
                List<AssessResult> results) {
    /// Copies the list.
    public AssessReport {
        results = List.copyOf(results);
    }

    /// Whether every criterion is met.
    ///
    /// @return true if so
    public boolean passed() {
        return results.stream().allMatch(AssessResult::passed);
    }

    /// Which part of the criteria is met.
    ///
    /// @return from 0 to 1; each criterion counts the same
    public double share() {
        return results.stream().mapToInt(result -> result.passed() ? 1 : 0).average().orElse(0);
    }
}
