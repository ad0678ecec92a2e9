package dev.kbench.view.page;

import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.content.Content;
import dev.kbench.content.Text;
import dev.kbench.event.CallRetry;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The request behind an answer and the answer as it came, as far as they are kept: JSON that is no
/// provider's own, since journals keep what was said and not what was on the wire.
final class Exchange {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final LongTexts texts;

    Exchange(LongTexts texts) {
        this.texts = texts;
    }

    /// The exchange that an answer ended.
    ///
    /// @param reply a model's answer
    /// @param before what was said in its chat before
    Html of(Message reply, List<Message> before) {
        return Element.of(
                "details",
                Element.of("summary", "request and response"),
                Element.of(
                                "div",
                                part("Request", request(reply.details(), before)),
                                part("Response", response(reply)))
                        .classed("both"));
    }

    private Html part(String name, Map<String, Object> content) {
        return Element.of(
                "div", Element.of("h3", name), texts.code(JSON.writeValueAsString(content)));
    }

    private static Map<String, Object> request(ReplyDetails details, List<Message> before) {
        Map<String, Object> request = new LinkedHashMap<>();
        if (!details.sent().isEmpty()) {
            request.put("options", details.sent());
        }
        if (!details.leftOut().isEmpty()) {
            request.put("options_left_out", details.leftOut());
        }
        request.put(
                "messages",
                before.stream().filter(Message::visibleToLlm).map(Exchange::sent).toList());
        return request;
    }

    private static Map<String, Object> sent(Message message) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("role", message.sender().role().wireName());
        made.put("content", contents(message));
        return made;
    }

    private static Object contents(Message message) {
        List<Content> parts = message.parts();
        return parts.size() == 1 && parts.getFirst() instanceof Text text
                ? text.text()
                : parts.stream().map(Exchange::content).toList();
    }

    private static Map<String, Object> content(Content part) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put(
                "type",
                Figures.words(
                        part.getClass().getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "_$1")));
        made.put("text", part.text());
        return made;
    }

    private static Map<String, Object> response(Message reply) {
        ReplyDetails details = reply.details();
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("content", contents(reply));
        put(response, "finish_reason", details.finishReason().raw());
        put(response, "usage", RunFacts.brief(details.usage()));
        put(response, "logprobs", details.logprobs());
        if (!details.duration().isZero()) {
            response.put("duration_ms", details.duration().toMillis());
        }
        if (!details.retries().isEmpty()) {
            List<Map<String, Object>> again = new ArrayList<>();
            for (CallRetry retry : details.retries()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("request", retry.attempt());
                one.put("trouble", retry.trouble());
                one.put("status", retry.status());
                put(one, "words", retry.words());
                one.put("took_ms", retry.took().toMillis());
                one.put("pause_ms", retry.pause().toMillis());
                again.add(one);
            }
            response.put("came_to_nothing_before", again);
        }
        return response;
    }

    private static void put(Map<String, Object> into, String name, String text) {
        if (!text.isEmpty()) {
            into.put(name, text);
        }
    }
}
