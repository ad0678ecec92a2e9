package dev.kbench.models.anthropic;

import dev.kbench.models.wire.Protocol;
import dev.kbench.models.wire.WireContract;

import java.util.List;
import java.util.regex.Pattern;

class MessagesContractTest extends WireContract {
    @Override
    protected Server server() {
        return new Server(
                Protocol.ANTHROPIC,
                "claude-opus-4-8",
                Pattern.compile("\"content\":\"([^\"]*)\""),
                Pattern.compile("\"max_tokens\":(\\d+)"),
                "\"stream\":true");
    }

    @Override
    protected String whole(String text, boolean cut, int in, int out) {
        return """
        {"type":"message","content":[{"type":"text","text":"%s"}],"stop_reason":"%s",\
        "usage":{"input_tokens":%d,"output_tokens":%d}}\
        """
                .formatted(text, cut ? "max_tokens" : "end_turn", in, out);
    }

    @Override
    protected String stream(List<String> pieces, boolean cut, int in, int out) {
        StringBuilder events =
                new StringBuilder(
                        """
                        event: message_start
                        data: {"type":"message_start","message":{"content":[],"usage":{"input_tokens":%d}}}

                        event: content_block_start
                        data: {"type":"content_block_start","content_block":{"type":"text","text":""}}

                        """
                                .formatted(in));
        for (String piece : pieces) {
            events.append(
                    """
                    event: content_block_delta
                    data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"%s"}}

                    """
                            .formatted(piece));
        }
        return events.append(
                        """
                        event: message_delta
                        data: {"type":"message_delta","delta":{"stop_reason":"%s"},"usage":{"output_tokens":%d}}

                        event: message_stop
                        data: {"type":"message_stop"}

                        """
                                .formatted(cut ? "max_tokens" : "end_turn", out))
                .toString();
    }

    @Override
    protected String beginning() {
        return "{\"type\":\"message\",\"content\":[";
    }

    @Override
    protected String firstEvent() {
        return "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    }
}
