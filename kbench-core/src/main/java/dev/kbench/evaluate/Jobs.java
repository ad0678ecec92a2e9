package dev.kbench.evaluate;

/// How many runs at a time, where it is not a number.
public enum Jobs {
    /// As many as the models, the process's open files and good sense allow. What was chosen is
    /// told.
    AUTO
}
