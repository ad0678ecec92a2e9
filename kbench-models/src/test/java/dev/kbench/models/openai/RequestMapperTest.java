package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.Protocol;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;

class RequestMapperTest {
    private static String body(String model, ModelRequest request) {
        RequestMapper mapper =
                new RequestMapper(model, ModelTable.of(Protocol.OPENAI, model, false));
        return mapper.body(request, mapper.options(request)).toString(StandardCharsets.UTF_8);
    }

    private static ModelRequest request(
            OptionalInt maxTokens, Map<String, ?> params, RequestMessage... messages) {
        ModelRequest.Builder request =
                ModelRequest.to("m").temperature(0.7).seed(Long.MIN_VALUE).apiParams(params);
        maxTokens.ifPresent(request::maxTokens);
        if (messages.length == 0) {
            request.user("Hi");
        }
        Arrays.stream(messages).forEach(request::message);
        return request.build();
    }

    private static ModelRequest request(Map<String, ?> params) {
        return request(OptionalInt.empty(), params);
    }

    @Test
    void everyRoleHasItsName() {
        ModelRequest.Builder request = ModelRequest.to("m");
        Arrays.stream(Role.values()).forEach(role -> request.message(role, new Text("x")));
        assertThat(body("m", request.build()))
                .isEqualTo(
                        """
                        {"model":"m","messages":[{"role":"system","content":"x"},\
                        {"role":"user","content":"x"},{"role":"assistant","content":"x"},\
                        {"role":"developer","content":"x"},{"role":"system","content":"x"}]}\
                        """);
    }

    @Test
    void optionsComeInOrderAndParametersLast() {
        SequencedMap<String, Object> params = new LinkedHashMap<>();
        params.put("top_p", 0.9);
        params.put("stop", List.of("\n"));
        assertThat(body("m", request(OptionalInt.of(5), params)))
                .isEqualTo(
                        """
                        {"model":"m","messages":[{"role":"user","content":"Hi"}],"temperature":0.7,\
                        "seed":-9223372036854775808,"max_tokens":5,"top_p":0.9,"stop":["\\n"]}\
                        """);
    }

    @Test
    void reasoningModelsHaveAnotherNameForTheLimit() {
        assertThat(body("gpt-5-mini", request(OptionalInt.of(5), Map.of())))
                .contains("\"max_completion_tokens\":5");
    }

    @Test
    void everyValueOfJsonIsWritten() {
        SequencedMap<String, Object> inner = new LinkedHashMap<>();
        inner.put("big", new BigInteger("123456789012345678901234567890"));
        inner.put("exact", new BigDecimal("0.10"));
        inner.put("none", null);
        inner.put("flag", true);
        inner.put("role", Role.USER);
        inner.put("small", (short) 3);
        assertThat(body("m", request(Map.of("x", List.of(inner, 1.5f, "ı")))))
                .endsWith(
                        """
                        "x":[{"big":123456789012345678901234567890,"exact":0.10,"none":null,\
                        "flag":true,"role":"USER","small":3},1.5,"ı"]}\
                        """);
    }

    @Test
    void hostileTextArrivesAsTextAndHalfPairsAsReplacements() {
        String text = "\u0000 \ud800 \ud83d\ude00 ${x} \u001b[31m \u202e \"\\ \udc00";
        assertThat(
                        body(
                                "m",
                                request(
                                        OptionalInt.empty(),
                                        Map.of(),
                                        new RequestMessage(Role.USER, new Text(text)))))
                .contains(
                        "\"content\":\"\\u0000 \uFFFD \ud83d\ude00 ${x} \\u001B[31m \u202e \\\"\\\\"
                                + " \uFFFD\"");
    }

    @Test
    void aMegabyteArrivesWhole() {
        assertThat(
                        body(
                                "m",
                                request(
                                        OptionalInt.empty(),
                                        Map.of(),
                                        new RequestMessage(
                                                Role.USER, new Text("ş".repeat(1 << 20))))))
                .contains("ş".repeat(1 << 20));
    }

    @Test
    void parametersThatAContradictionWouldHideInAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body("m", request(OptionalInt.of(5), Map.of("max_tokens", 9))))
                .withMessage(
                        "apiParams 'max_tokens' contradicts maxTokens, which was already set to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body("m", request(Map.of("stream", true))))
                .withMessage(
                        "'stream' cannot be set by apiParams: it is an option of its own or part of"
                                + " every request");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body("m", request(Map.of("n", 2))))
                .withMessage("apiParams 'n' must be 1, got 2; one answer is read of each request");
        assertThat(body("m", request(Map.of("max_tokens", 9)))).contains("\"max_tokens\":9");
    }

    @Test
    void whatJsonCannotHoldIsRefused() {
        String expected =
                "apiParams 'x': expected text, a finite number, a boolean, null, or a list or map"
                        + " of those, got ";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body("m", request(Map.of("x", Double.NaN))))
                .withMessage(expected + "NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body("m", request(Map.of("x", new Object()))))
                .withMessage(expected + "a java.lang.Object");
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body("m", request(Map.of("x", itself))))
                .withMessage(expected + "one nested deeper than 100");
    }
}
