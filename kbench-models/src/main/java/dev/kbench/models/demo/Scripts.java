package dev.kbench.models.demo;

import dev.kbench.chat.Role;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RequestMessage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/// The scripts by name. Where the request asks for `{"value": …}`, those that answer a question
/// answer in that form.
final class Scripts {
    static final SequencedMap<String, Script> ALL;

    static {
        SequencedMap<String, Script> all = new LinkedHashMap<>();
        all.put("echo", Scripts::question);
        all.put("calculator", request -> calculated(request, 0));
        all.put("wrong", request -> calculated(request, 1));
        all.put("babble", Scripts::babble);
        all.put("coder", request -> Coder.answer(question(request)).orElse("I know no program."));
        all.put("player", Scripts::played);
        all.put("caller", new ToolCaller());
        ALL = Collections.unmodifiableSequencedMap(all);
    }

    private static final String[] SYLLABLES = {
        "ba", "be", "bi", "bo", "da", "de", "do", "ga", "go", "la", "lo", "ma", "mi", "mo", "na",
        "no"
    };

    private static final String[] SENTENCES = {
        "I would rather hear the others first.",
        "That is a good point, but I am not convinced.",
        "I think it was Ben.",
        "Let us look at Cleo.",
        "My answer is Dov.",
        "I have nothing to hide."
    };

    private Scripts() {}

    /// The last words of the user.
    static String question(ModelRequest request) {
        for (RequestMessage message : request.messages().reversed()) {
            if (message.role() == Role.USER) {
                return message.text();
            }
        }
        return request.messages().getLast().text();
    }

    /// The value of the first sum in the question, plus something.
    private static String calculated(ModelRequest request, double plus) {
        OptionalDouble value = Arithmetic.firstIn(question(request));
        String number = value.isPresent() ? Arithmetic.text(value.getAsDouble() + plus) : "";
        if (number.isEmpty()) {
            return plus == 0 ? "I only know sums." : "It is certainly not so.";
        }
        return asksForValue(request) ? "{\"value\": " + number + "}" : number;
    }

    static boolean asksForValue(ModelRequest request) {
        RequestMessage last = request.messages().getLast();
        return last.role() == Role.SYSTEM && last.text().contains("\"value\"");
    }

    /// Plays along: yes and 7 where a value is asked for, else one of a few sentences, told by the
    /// request's digest.
    private static String played(ModelRequest request) {
        if (asksForValue(request)) {
            String instruction = request.messages().getLast().text();
            return "{\"value\": " + (instruction.contains("boolean") ? "true" : "7") + "}";
        }
        int which = Integer.parseInt(request.digest().substring(0, 4), 16) % SENTENCES.length;
        return SENTENCES[which];
    }

    /// Sounds without sense, told by the request's digest.
    private static String babble(ModelRequest request) {
        SplittableRandom random =
                new SplittableRandom(Long.parseUnsignedLong(request.digest().substring(0, 16), 16));
        StringBuilder out = new StringBuilder();
        for (int word = random.nextInt(4, 12); word > 0; word--) {
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                out.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            out.append(word > 1 ? ' ' : '.');
        }
        return out.toString();
    }
}
