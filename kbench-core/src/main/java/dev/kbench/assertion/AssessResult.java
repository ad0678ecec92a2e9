package dev.kbench.assertion;

import dev.kbench.schema.Description;
import dev.kbench.schema.Max;
import dev.kbench.schema.Min;

/// What a judge says of one criterion.
///
/// @param criterion the criterion, in its own words
/// @param passed whether the response meets it
/// @param reason why
/// @param confidence how sure the judge is, from 0 to 100
public record AssessResult(
        @Description("the criterion, word for word") String criterion,
        @Description("true only if the response clearly meets the criterion") boolean passed,
        @Description("why, in one or two sentences") String reason,
        @Description("how sure you are, from 0 to 100") @Min(0) @Max(100) int confidence) {}
