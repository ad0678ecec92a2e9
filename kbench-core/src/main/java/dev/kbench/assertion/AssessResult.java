package dev.kbench.assertion;

import dev.kbench.schema.Description;
import dev.kbench.schema.IgnoreUnknown;
import dev.kbench.schema.Max;
import dev.kbench.schema.Min;

/// What a judge says of one criterion. Fields that it adds are passed over.
///
/// @param criterion the criterion, in its own words
/// @param passed whether the response meets it
/// @param reason why
/// @param confidence how sure the judge is, in percent, from 0 to 100
@IgnoreUnknown
public record AssessResult(
        @Description("the criterion, word for word") String criterion,
        @Description("true only if the response clearly meets the criterion") boolean passed,
        @Description("why, in one or two sentences") String reason,
        @Description("how sure you are, in percent: a whole number from 0 to 100") @Min(0) @Max(100)
                int confidence) {}
