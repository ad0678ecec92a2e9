package dev.kbench.run.stats;

/// How sure a figure is, given that its rows are a sample of the rows there could be.
///
/// @param standardError the standard error, clustered by row; 0 or more
/// @param interval95 the 95 % confidence interval
/// @param rows how many rows it rests on, 2 or more
/// @param fewest the smallest number of measured runs of such a row
/// @param most the largest number of measured runs of such a row
public record Precision(
        double standardError, Interval interval95, int rows, int fewest, int most) {}
