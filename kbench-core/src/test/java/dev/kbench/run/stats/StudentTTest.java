package dev.kbench.run.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
    /// From SciPy 1.17.1: `scipy.stats.t.ppf(0.975, df)`.
    @ParameterizedTest
    @CsvSource({
        "1, 12.706204736174694",
        "2, 4.302652729749462",
        "3, 3.1824463052837078",
        "4, 2.7764451051977934",
        "5, 2.5705818356363146",
        "9, 2.262157162798205",
        "10, 2.228138851986274",
        "29, 2.045229642132703",
        "30, 2.0422724563012378",
        "99, 1.9842169515864174",
        "100, 1.9839715185235518",
        "199, 1.9719565442517533",
        "200, 1.9718962236339088",
        "201, 1.971836506779859",
        "202, 1.9717773846699893",
        "500, 1.9647198374673676",
        "1000, 1.9623390808264083",
        "100000, 1.9599877075346095"
    })
    void itIsTheReferenceValue(int degrees, double expected) {
        assertThat(StudentT.critical95(degrees)).isCloseTo(expected, withinPercentage(1e-8));
    }

    @Test
    void itFallsWithEachDegreeOfFreedom() {
        double last = Double.POSITIVE_INFINITY;
        for (int degrees = 1; degrees <= 2_000; degrees++) {
            double next = StudentT.critical95(degrees);
            assertThat(next).isLessThan(last).isGreaterThan(StudentT.NORMAL_95);
            last = next;
        }
    }

    @Test
    void noDegreesOfFreedomAreRefused() {
        assertThatThrownBy(() -> StudentT.critical95(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("degrees of freedom must be 1 or more, got 0");
    }
}
