package dev.kbench.tools.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SessionStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static List<SessionStream.Part> parts(String written, int count)
            throws InterruptedException {
        SessionStream stream =
                new SessionStream(
                        new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)),
                        "word",
                        100,
                        10);
        List<SessionStream.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(stream.next(PATIENCE).orElseThrow());
        }
        return parts;
    }

    private static String message(SessionStream.Part part) {
        return new String(part.message().orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void messagesStandBetweenWhatIsWritten() throws Exception {
        List<SessionStream.Part> parts = parts("one\0word3\nabctwo\0word0\nthree", 3);

        assertThat(parts.stream().map(SessionStream.Part::text))
                .containsExactly("one", "two", "three");
        assertThat(message(parts.get(0))).isEqualTo("abc");
        assertThat(message(parts.get(1))).isEmpty();
        assertThat(parts.get(2).message()).isEmpty();
    }

    @Test
    void aMessageThatBreaksOffIsNotAmongWhatIsWritten() throws Exception {
        for (String broken : List.of("\0word", "\0word9", "\0word9\nabc")) {
            SessionStream.Part part = parts("said" + broken, 1).getFirst();
            assertThat(part.message()).isEmpty();
            assertThat(part.text()).isEqualTo("said");
        }
    }

    @Test
    void aMessageThatIsTooLongEndsTheStream() throws Exception {
        List<SessionStream.Part> parts = parts("one\0word1\nxtwo\0word11\n12345678901", 2);

        assertThat(parts.get(0).text()).isEqualTo("one");
        assertThat(parts.get(1).message()).isEmpty();
        assertThat(parts.get(1).text()).isEqualTo("two");
    }

    @Test
    void whatOnlyBeginsAsAMessageIsKept() throws Exception {
        assertThat(parts("a\0b\0wor", 1).getFirst().text()).isEqualTo("a\0b\0wor");
    }
}
