package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A person who takes part by lines in a pipe.
class HumanInRoomTest {
    @TempDir Path folder;

    private Ran play(String typed) throws IOException {
        Files.writeString(
                folder.resolve("Talk.java"),
                """
                import module dev.kbench;
                @Benchmark("talk")
                boolean talk(Llm llm) {
                    ChatRoom room = ChatRoom.create(with -> with.name("Table"));
                    Participant model = room.addParticipant(llm, "Model");
                    Participant ada = room.addParticipant(Participant.human(), "Ada");
                    try (var _ = room.enter()) {
                        room.post("Who is there?");
                        String said = ada.reply();
                        int count = ada.reply(int.class);
                        model.reply();
                        return said.equals("I am.") && count == 3;
                    }
                }
                """);
        return Ran.with(
                Map.of("KBENCH_UI_MODE", "console"),
                folder,
                typed,
                "run",
                "Talk.java",
                "--model",
                "demo/echo");
    }

    @Test
    void itsLinesAreItsWords() throws IOException {
        Ran ran = play("I am.\nthree or so\n3\n");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("Table: Who is there?", "Ada> ", "Ada (a whole number)> ", "1/1");
    }

    @Test
    void anInputThatEndsIsTold() throws IOException {
        Ran ran = play("I am.\n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err())
                .contains("'Ada' gave no answer: standard input has ended");
    }
}
