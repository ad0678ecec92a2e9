package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

class TerminalTraitsTest {
    private static TerminalTraits traits(boolean terminal, Map<String, String> environment) {
        return TerminalTraits.from(
                terminal, StandardCharsets.UTF_8, environment, OptionalInt.of(132));
    }

    @Nested
    class Colour {
        @Test
        void terminalHasColours() {
            assertThat(traits(true, Map.of()).colour()).isTrue();
            assertThat(traits(false, Map.of()).colour()).isFalse();
        }

        @Test
        void noColorWinsOverAll() {
            assertThat(traits(true, Map.of("NO_COLOR", "1", "FORCE_COLOR", "1")).colour())
                    .isFalse();
            assertThat(traits(true, Map.of("NO_COLOR", "")).colour()).isTrue();
        }

        @Test
        void forceColorColoursAPipe() {
            assertThat(traits(false, Map.of("FORCE_COLOR", "1")).colour()).isTrue();
            assertThat(traits(false, Map.of("FORCE_COLOR", "1")).interactive()).isFalse();
            assertThat(traits(true, Map.of("FORCE_COLOR", "0")).colour()).isFalse();
            assertThat(traits(true, Map.of("FORCE_COLOR", "")).colour()).isTrue();
        }

        @Test
        void thePythonPackagesVariableIsReadToo() {
            assertThat(traits(false, Map.of("BENCHMARK_CONSOLE_COLOR", "true")).colour()).isTrue();
            assertThat(traits(true, Map.of("BENCHMARK_CONSOLE_COLOR", "false")).colour()).isFalse();
            assertThat(
                            traits(true, Map.of("FORCE_COLOR", "1", "BENCHMARK_CONSOLE_COLOR", "0"))
                                    .colour())
                    .isTrue();
        }

        @Test
        void clicolorIsAskedLast() {
            assertThat(traits(true, Map.of("CLICOLOR", "0")).colour()).isFalse();
            assertThat(traits(false, Map.of("CLICOLOR", "1")).colour()).isFalse();
            assertThat(traits(false, Map.of("CLICOLOR_FORCE", "1")).colour()).isTrue();
            assertThat(traits(true, Map.of("CLICOLOR_FORCE", "0")).colour()).isTrue();
        }

        @Test
        void dumbTerminalIsAPipe() {
            assertThat(traits(true, Map.of("TERM", "dumb")))
                    .isEqualTo(new TerminalTraits(false, 132, false, StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Width {
        @Test
        void columnsWinOverWhatWasMeasured() {
            assertThat(traits(true, Map.of("COLUMNS", "20")).columns()).isEqualTo(20);
            assertThat(traits(true, Map.of()).columns()).isEqualTo(132);
        }

        @Test
        void nonsenseIsIgnored() {
            assertThat(traits(true, Map.of("COLUMNS", "wide")).columns()).isEqualTo(132);
            assertThat(traits(true, Map.of("COLUMNS", "-3")).columns()).isEqualTo(132);
        }

        @Test
        void unknownIsEightyOnATerminalAndUnlimitedInAPipe() {
            assertThat(traits(true, Map.of("COLUMNS", "0")).columns()).isEqualTo(80);
            assertThat(traits(false, Map.of("COLUMNS", "0")).columns())
                    .isEqualTo(TerminalTraits.UNLIMITED);
        }

        @Test
        void negativeIsRefused() {
            assertThatThrownBy(() -> new TerminalTraits(true, -1, true, StandardCharsets.UTF_8))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("width must be 0 or more, got -1");
        }
    }

    @Nested
    class Measure {
        @Test
        void answerOfSttyIsRead() {
            assertThat(TerminalWidth.read("24 80\n")).hasValue(80);
            assertThat(TerminalWidth.read("0 0\n")).hasValue(0);
        }

        @Test
        void anythingElseIsNoAnswer() {
            assertThat(TerminalWidth.read("")).isEmpty();
            assertThat(TerminalWidth.read("stty: 'standard input': no such device")).isEmpty();
            assertThat(TerminalWidth.read("24 99999999999")).isEmpty();
        }
    }
}
