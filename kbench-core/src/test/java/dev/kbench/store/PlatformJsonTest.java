package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class PlatformJsonTest {
    /// Left a value, right what Python's `repr` gives for it.
    @Test
    void decimalNumbersStandAsPythonPrintsThem() {
        Map<Double, String> cases = new LinkedHashMap<>();
        cases.put(0.85, "0.85");
        cases.put(0.0, "0.0");
        cases.put(-0.0, "-0.0");
        cases.put(100.0, "100.0");
        cases.put(-12.5, "-12.5");
        cases.put(0.1 + 0.2, "0.30000000000000004");
        cases.put(5e-324, "5e-324");
        cases.put(1e-323, "1e-323");
        cases.put(2.2250738585072014e-308, "2.2250738585072014e-308");
        cases.put(1.7976931348623157e308, "1.7976931348623157e+308");
        cases.put(1e22, "1e+22");
        cases.put(1e16, "1e+16");
        cases.put(9999999999999998.0, "9999999999999998.0");
        cases.put(123456789012345680.0, "1.2345678901234568e+17");
        cases.put(1e15, "1000000000000000.0");
        cases.put(0.0001, "0.0001");
        cases.put(0.00001, "1e-05");
        cases.put(0.00012, "0.00012");
        cases.put(0.000012, "1.2e-05");
        cases.put(2e-300, "2e-300");
        cases.put(9007199254740992.0, "9007199254740992.0");
        cases.forEach((value, text) -> assertThat(PlatformJson.number(value)).isEqualTo(text));
    }

    @Test
    void everyDecimalNumberReadsBackAsItWas() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(PlatformJson.number(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (double value :
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> PlatformJson.number(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(value + " cannot stand in a run file");
        }
        assertThatThrownBy(() -> PlatformJson.print(List.of(new Object())))
                .hasMessage("a java.lang.Object cannot stand in a run file");
    }

    @Test
    void textBeyondAsciiIsEscapedInSmallHexDigits() {
        assertThat(PlatformJson.print("é日😀\u007f\u0000\u001b\ud800\u202e"))
                .isEqualTo("\"\\u00e9\\u65e5\\ud83d\\ude00\\u007f\\u0000\\u001b\\ufffd\\u202e\"");
        assertThat(PlatformJson.print("\"\\/\n\r\t\b\f ${x}'<>"))
                .isEqualTo("\"\\\"\\\\/\\n\\r\\t\\b\\f ${x}'<>\"");
    }

    @Test
    void treesAreIndentedByTwoSpacesWithoutALineEndAtTheEnd() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", List.of(1, Map.of("a", true)));
        tree.put("empty", List.of());
        tree.put("none", Arrays.asList((Object) null));
        tree.put("object", Map.of());
        tree.put("big", new BigInteger("123456789012345678901234567890"));
        tree.put("decimal", new BigDecimal("1.50"));
        tree.put("float", 0.25f);
        assertThat(PlatformJson.print(tree))
                .isEqualTo(
                        """
                        {
                          "z": [
                            1,
                            {
                              "a": true
                            }
                          ],
                          "empty": [],
                          "none": [
                            null
                          ],
                          "object": {},
                          "big": 123456789012345678901234567890,
                          "decimal": 1.5,
                          "float": 0.25
                        }\
                        """);
    }
}
