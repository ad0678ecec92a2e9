package dev.kbench.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class SseReaderTest {
    private static final String ALL =
            """
            \ufeff: a comment
            event: first
            data: {"a":"ş"}
            id: 7
            retry: 100

            data:no space
            data
            data:  two spaces

            : ping

            event: without data

            data: 🐦

            data: [DONE]

            data: unwanted

            """;
    private static final List<String> EVENTS =
            List.of(
                    "first {\"a\":\"ş\"}",
                    "message no space\n\n two spaces",
                    "message 🐦",
                    "message [DONE]");

    private final List<String> read = new ArrayList<>();

    private boolean take(String name, byte[] bytes, int from, int length) {
        String data = new String(bytes, from, length, StandardCharsets.UTF_8);
        read.add(name + " " + data);
        return data.equals("[DONE]");
    }

    private List<String> events(byte[] stream, List<Integer> cuts) {
        read.clear();
        SseReader reader = new SseReader();
        int from = 0;
        boolean over = false;
        List<Integer> ends = new ArrayList<>(cuts);
        ends.add(stream.length);
        for (int end : ends) {
            over = over || reader.read(ByteBuffer.wrap(stream, from, end - from), this::take);
            from = end;
        }
        if (!over) {
            reader.finish(this::take);
        }
        return List.copyOf(read);
    }

    private List<String> events(String stream) {
        return events(stream.getBytes(StandardCharsets.UTF_8), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void eventsAreTheSameWhereverTheStreamIsCut(String end) {
        byte[] stream = ALL.replace("\n", end).getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= stream.length; cut++) {
            assertThat(events(stream, List.of(cut))).as("cut at %d", cut).isEqualTo(EVENTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void eventsAreTheSameInPiecesOfEverySize(String end) {
        byte[] stream = ALL.replace("\n", end).getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size < 20; size++) {
            List<Integer> cuts = new ArrayList<>();
            for (int cut = size; cut < stream.length; cut += size) {
                cuts.add(cut);
            }
            assertThat(events(stream, cuts)).as("pieces of %d", size).isEqualTo(EVENTS);
        }
    }

    @Test
    void lineEndsMayBeMixed() {
        assertThat(events("data: a\r\n\rdata: b\n\r\ndata: c\r\rdata: d\n\n"))
                .containsExactly("message a", "message b", "message c", "message d");
    }

    @Test
    void aLastEventNeedsNoEnd() {
        assertThat(events("data: a\n\ndata: b")).containsExactly("message a", "message b");
        assertThat(events("data: a\n\ndata: b\n")).containsExactly("message a", "message b");
        assertThat(events("data: a\n\n")).containsExactly("message a");
        assertThat(events("")).isEmpty();
    }

    @Test
    void whatIsNoFieldIsPassedBy() {
        assertThat(events("database: x\neventful: y\ndat: z\n\ndata: a\n\n"))
                .containsExactly("message a");
    }

    @Test
    void anEventOfNothingIsOne() {
        assertThat(events("data\n\n")).containsExactly("message ");
        assertThat(events("data:\n\n")).containsExactly("message ");
        assertThat(events("event:\ndata: \n\n")).containsExactly("message ");
    }

    @Test
    void buffersWithoutAnArrayAreRead() {
        ByteBuffer direct = ByteBuffer.allocateDirect(64);
        direct.put("xdata: a\n\ndata: b\n\n".getBytes(StandardCharsets.UTF_8)).flip().position(1);
        SseReader reader = new SseReader();
        assertThat(reader.read(direct, this::take)).isFalse();
        reader.read(direct.asReadOnlyBuffer().rewind().position(1), this::take);

        assertThat(read).containsExactly("message a", "message b", "message a", "message b");
        assertThat(direct.hasRemaining()).isFalse();
    }

    @Test
    void aLongEventIsRead() {
        String long1 = String.join("", Collections.nCopies(100_000, "0123456789"));
        assertThat(events("data: " + long1 + "\ndata: b\n\n"))
                .containsExactly("message " + long1 + "\nb");
    }

    @Test
    void anEndlessLineIsNotKept() {
        SseReader reader = new SseReader();
        byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        int pieces = 0;
        while (!reader.read(ByteBuffer.wrap(piece), this::take)) {
            pieces++;
        }
        assertThat(reader.tooLong()).isTrue();
        assertThat(pieces).isEqualTo(SseReader.LONGEST / piece.length);
    }

    @Test
    void anEndlessEventIsNotKept() {
        SseReader reader = new SseReader();
        byte[] line =
                ("data:" + "x".repeat((1 << 20) - 7) + "\n").getBytes(StandardCharsets.US_ASCII);
        int lines = 0;
        while (!reader.read(ByteBuffer.wrap(line), this::take)) {
            lines++;
        }
        assertThat(reader.tooLong()).isTrue();
        assertThat(lines).isEqualTo(16);
        assertThat(read).isEmpty();
    }
}
