package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;

import org.junit.jupiter.api.Test;

import java.util.List;

class ToolBodiesTest {
    private final ToolBodies bodies = new ToolBodies();

    private String body(ToolCall call, ToolResult result) {
        bodies.called(List.of(call));
        return bodies.text(result);
    }

    @Test
    void holdArgumentsAndOutputAsJson() {
        ToolCall call = ToolCall.of("c1", "find", "{\"a\":[1,2.50],\"b\":{\"é\":null},\"c\":true}");
        assertThat(body(call, new ToolResult("c1", "find", "{\"x\":1}", false, true)))
                .isEqualTo(
                        "{\"name\": \"find\", \"arguments\": {\"a\": [1, 2.50], \"b\":"
                            + " {\"\\u00e9\": null}, \"c\": true}, \"call_id\": \"c1\", \"output\":"
                            + " {\"x\": 1}, \"error\": null}");
    }

    @Test
    void holdWordsAsATextWhateverTheyLookLike() {
        assertThat(body(ToolCall.of("", "f", ""), ToolResult.of(ToolCall.of("", "f", ""), "42")))
                .isEqualTo(
                        "{\"name\": \"f\", \"arguments\": {}, \"call_id\": null, \"output\":"
                                + " \"42\", \"error\": null}");
    }

    @Test
    void holdWhatWentWrongInPlaceOfAnOutput() {
        ToolCall call = ToolCall.of("c1", "f", "no \"JSON\"");
        assertThat(body(call, ToolResult.failed(call, "why\n")))
                .isEqualTo(
                        "{\"name\": \"f\", \"arguments\": \"no \\\"JSON\\\"\", \"call_id\": \"c1\","
                                + " \"output\": null, \"error\": \"why\\n\"}");
    }

    @Test
    void pairCallsOfOneIdInTheirOrder() {
        ToolCall one = ToolCall.of("same", "f", "{\"n\":1}");
        ToolCall two = ToolCall.of("same", "f", "{\"n\":2}");
        bodies.called(List.of(one, two));
        assertThat(bodies.text(ToolResult.of(one, "a"))).contains("\"arguments\": {\"n\": 1}");
        assertThat(bodies.text(ToolResult.of(two, "b"))).contains("\"arguments\": {\"n\": 2}");
        assertThat(bodies.text(ToolResult.of(two, "c"))).contains("\"arguments\": {}");
    }
}
