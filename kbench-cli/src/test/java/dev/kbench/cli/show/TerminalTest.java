package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class TerminalTest {
    private final Screen screen = Screen.terminal(80);

    @Nested
    class Live {
        @Test
        void lineIsWrittenAboveTheLiveOne() {
            screen.terminal.live("1/2");
            screen.terminal.line("a notice");
            screen.terminal.live("2/2");
            screen.terminal.settle();
            screen.terminal.line("the end");
            assertThat(screen.text()).isEqualTo("1/2\r⎋[Ka notice\n1/2\r⎋[K2/2\r⎋[Kthe end\n");
        }

        @Test
        void sameLineIsNotDrawnAgain() {
            screen.terminal.live("1/2");
            screen.terminal.live("1/2");
            assertThat(screen.text()).isEqualTo("1/2");
        }

        @Test
        void interruptedThreadLeavesTheTerminalClean() {
            screen.terminal.live("1/2");
            Thread.currentThread().interrupt();
            assertThat(screen.terminal.settle()).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(screen.text()).isEqualTo("1/2\r⎋[K");
        }

        @Test
        void pipeHasNone() {
            Screen pipe = Screen.pipe(0);
            pipe.terminal.live("1/2");
            pipe.terminal.line("done");
            pipe.terminal.settle();
            assertThat(pipe.text()).isEqualTo("done\n");
        }
    }

    @Nested
    class Colours {
        @Test
        void onlyWhereTheyAreShown() {
            assertThat(screen.terminal.styled(Style.RED, "x")).isEqualTo("x");
            assertThat(Screen.coloured(80).terminal.styled(Style.RED, "x"))
                    .isEqualTo("\u001B[31mx\u001B[0m");
        }
    }

    @Nested
    class Printed {
        private final PrintStream printed = screen.terminal.printStream();

        @Test
        void textIsMadeHarmless() {
            printed.println("\u001B[2Jgone? \u202E ü 漢");
            assertThat(screen.text()).isEqualTo("␛[2Jgone? <U+202E> ü 漢\n");
        }

        @Test
        void textGoesAboveTheLiveLine() {
            screen.terminal.live("1/2");
            printed.print("half ");
            printed.println("a line");
            assertThat(screen.text()).isEqualTo("1/2\r⎋[Khalf a line\n1/2");
        }

        @Test
        void halfALineWaitsUntilTheLiveOneEnds() {
            screen.terminal.live("1/2");
            printed.print("half a line");
            assertThat(screen.text()).isEqualTo("1/2");
            screen.terminal.settle();
            screen.terminal.line("the end");
            assertThat(screen.text()).isEqualTo("1/2\r⎋[Khalf a line\nthe end\n");
        }

        @Test
        void openLineIsEndedBeforeAnother() {
            printed.print("Name? ");
            screen.terminal.line("a notice");
            assertThat(screen.text()).isEqualTo("Name? \na notice\n");
        }

        @Test
        void characterSplitOverWritesIsWhole() {
            byte[] bytes = "漢😀\n".getBytes(StandardCharsets.UTF_8);
            for (byte b : bytes) {
                printed.write(b);
            }
            printed.flush();
            assertThat(screen.text()).isEqualTo("漢😀\n");
        }

        @Test
        void bytesThatAreNoTextAreReplaced() {
            printed.writeBytes(new byte[] {'a', (byte) 0xFF, (byte) 0x9B, 'b', '\n'});
            assertThat(screen.text()).isEqualTo("a\uFFFD\uFFFDb\n");
        }

        @Test
        void pipeGetsWhatWasPrinted() {
            Screen pipe = Screen.pipe(0);
            pipe.terminal.printStream().print("\u001B[1mas it is\r\n");
            assertThat(pipe.text()).isEqualTo("⎋[1mas it is\r\n");
        }
    }

    @Test
    void closedStreamIsWrittenToNoMore() {
        int[] writes = {0};
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        writes[0]++;
                        throw new IOException("Broken pipe");
                    }
                };
        Terminal terminal =
                new Terminal(closed, new TerminalTraits(true, 80, true, StandardCharsets.UTF_8));
        terminal.line("one");
        terminal.lines(List.of("two", "three"));
        terminal.live("four");
        terminal.settle();
        assertThat(writes[0]).isEqualTo(1);
    }

    @Test
    void signsFitTheCharset() {
        assertThat(screen.terminal.glyphs()).isEqualTo(Glyphs.UNICODE);
        assertThat(Screen.ascii(80).terminal.glyphs()).isEqualTo(Glyphs.ASCII);
    }
}
