package dev.kbench.cli.run;

import dev.kbench.chat.Message;
import dev.kbench.cli.show.Terminal;
import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;
import dev.kbench.room.HumanTerminal;
import dev.kbench.room.Turn;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A person who takes part in a room at the command's terminal, or by lines in a pipe. It is shown
/// what was said since it last spoke, at first what it is told of the room as well.
///
/// One thread at a time.
final class TerminalPerson implements HumanTerminal {
    private final Terminal terminal;
    private final InputStream in;

    TerminalPerson(Terminal terminal, InputStream in) {
        this.terminal = terminal;
        this.in = in;
    }

    @Override
    public String ask(Turn turn, String complaint) throws IOException {
        List<String> lines = new ArrayList<>();
        if (!complaint.isEmpty()) {
            add(lines, complaint);
        } else {
            List<Message> seen = turn.seen();
            int from = seen.size();
            while (from > 0 && !seen.get(from - 1).sender().name().equals(turn.name())) {
                from--;
            }
            lines.add("");
            if (from == 0) {
                add(lines, turn.instructions());
                lines.add("");
            }
            for (Message message : seen.subList(from, seen.size())) {
                add(lines, message.sender().name() + ": " + message.text());
            }
        }
        String wanted = turn.expected().equals("text") ? "" : " (" + turn.expected() + ")";
        terminal.ask(lines, SafeText.line(turn.name() + wanted, 120) + "> ");
        try {
            return line(turn.name());
        } finally {
            terminal.answered();
        }
    }

    private void add(List<String> lines, String text) {
        for (String part : SafeText.block(text).split("\n", -1)) {
            lines.addAll(TextWidth.wrap(part, Math.max(2, terminal.columns())));
        }
    }

    /// A line, read byte by byte: what is behind it is the next answer.
    private String line(String name) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            throw new EOFException(
                    "standard input has ended; '%s' is asked for a line each turn".formatted(name));
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
