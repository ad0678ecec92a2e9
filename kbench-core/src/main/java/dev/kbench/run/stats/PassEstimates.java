package dev.kbench.run.stats;

/// What the trials of one row say about k further trials, without bias.
public final class PassEstimates {
    private PassEstimates() {}

    /// pass@k: the probability that at least one of k trials passes, 1 − C(n−c, k) / C(n, k).
    /// Source: Chen et al., *Evaluating Large Language Models Trained on Code*, 2021, equation 1.
    /// Taken as a product of k factors between 0 and 1, so that nothing overflows.
    ///
    /// @param trials how many trials were measured, n
    /// @param passed how many of them passed, c
    /// @param k how many are drawn, 1 to n
    /// @return the estimate, 0 to 1
    /// @throws IllegalArgumentException for counts that cannot be
    public static double anyOf(int trials, int passed, int k) {
        check(trials, passed, k);
        return 1 - drawnFrom(trials - passed, trials, k);
    }

    /// pass^k: the probability that all of k trials pass, C(c, k) / C(n, k). Source: Yao et al.,
    /// *τ-bench: A Benchmark for Tool-Agent-User Interaction in Real-World Domains*, 2024.
    ///
    /// @param trials how many trials were measured, n
    /// @param passed how many of them passed, c
    /// @param k how many are drawn, 1 to n
    /// @return the estimate, 0 to 1
    /// @throws IllegalArgumentException for counts that cannot be
    public static double allOf(int trials, int passed, int k) {
        check(trials, passed, k);
        return drawnFrom(passed, trials, k);
    }

    /// C(some, k) / C(all, k): that all of k drawn from all are among some.
    private static double drawnFrom(int some, int all, int k) {
        double share = 1;
        for (int i = 0; i < k && share > 0; i++) {
            share *= (double) Math.max(0, some - i) / (all - i);
        }
        return share;
    }

    private static void check(int trials, int passed, int k) {
        if (passed < 0 || passed > trials) {
            throw new IllegalArgumentException(
                    "passed must be between 0 and the trials, got %d of %d"
                            .formatted(passed, trials));
        }
        if (k < 1 || k > trials) {
            throw new IllegalArgumentException(
                    "k must be between 1 and the trials, got k = %d of %d trials"
                            .formatted(k, trials));
        }
    }
}
