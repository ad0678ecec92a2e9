package dev.kbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.cli.show.Terminal;
import dev.kbench.cli.show.TerminalTraits;
import dev.kbench.room.ChatRoom;
import dev.kbench.room.Participant;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

class TerminalPersonTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(bytes, new TerminalTraits(false, 60, false, StandardCharsets.UTF_8));
    private final ChatRoom room = ChatRoom.create(with -> with.name("Shop"));

    private Participant person(String typed) {
        return room.addParticipant(
                Participant.human(
                        new TerminalPerson(
                                terminal,
                                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)))),
                "Ada");
    }

    private String shown() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void aPersonIsShownWhatIsNewAndAskedUntilItFits() {
        Participant ada = person("Grüße\r\nmany\n3\n");
        Participant clerk = room.addParticipant(_ -> "Yes \u001b[2J?", "Clerk");
        try (var _ = room.enter()) {
            room.post("The shop opens.");
            assertThat(ada.reply()).isEqualTo("Grüße");
            assertThat(shown())
                    .startsWith("\nYou are Ada.\n")
                    .endsWith("\n\nShop: The shop opens.\nAda> ");
            clerk.reply();
            assertThat(ada.reply(int.class)).isEqualTo(3);
            assertThat(shown())
                    .startsWith("\nClerk: Yes ␛[2J?\nAda (a whole number)> ")
                    .contains("\"many\"\n")
                    .endsWith("Ada (a whole number)> ");
        }
    }

    @Test
    void theEndOfTheInputIsTold() {
        Participant ada = person("");
        try (var _ = room.enter()) {
            room.post("The shop opens.");
            assertThatIllegalStateException()
                    .isThrownBy(ada::reply)
                    .withMessage(
                            "'Ada' gave no answer: standard input has ended; 'Ada' is asked for a"
                                    + " line each turn");
        }
    }

    @Test
    void whatOthersWriteMeanwhileComesAfterwards() {
        terminal.ask(java.util.List.of("Well?"), "Ada> ");
        terminal.line("a notice");
        assertThat(shown()).isEqualTo("Well?\nAda> ");
        terminal.answered();
        assertThat(shown()).isEqualTo("a notice\n");
    }
}
