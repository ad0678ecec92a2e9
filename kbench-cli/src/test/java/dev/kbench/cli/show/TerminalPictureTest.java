package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class TerminalPictureTest {
    private static final String SESSION =
            "━━╌╌ 1/2\r\u001B[Ka <notice> & more\r\n━━╌╌ 1/2\r\u001B[K"
                    + "\u001B[1mquiz: 2 runs\u001B[0m\r\n  \u001B[32m✓\u001B[0m 漢字 done\r\n";

    @Test
    void screenIsWhatIsLeftInTheEnd() {
        assertThat(CapturedScreen.of(SESSION, 80).texts())
                .containsExactly("a <notice> & more", "quiz: 2 runs", "  ✓ 漢字 done");
    }

    @Test
    void overwrittenColumnsAreReplaced() {
        assertThat(CapturedScreen.of("abcdef\rxy\n", 80).texts()).containsExactly("xycdef");
    }

    @Test
    void longLinesGoOnInTheNext() {
        assertThat(CapturedScreen.of("abcdef漢\nx", 4).texts()).containsExactly("abcd", "ef漢", "x");
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> CapturedScreen.of("a\u001B]0;title\u0007", 80))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the text at 1 is nothing that the command writes: ␛]0;title␇");
        assertThatThrownBy(() -> CapturedScreen.of("\u001B[2J", 80))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unexpected sequence [2J");
    }

    @Test
    void displayLeavesACleanScreen() {
        Screen screen = Screen.coloured(60);
        LiveDisplay display =
                new LiveDisplay(screen.terminal, new ModelNames(_ -> ""), new Clock());
        display.on(Events.evaluation("e", "quiz", 2, 1));
        display.frame();
        screen.terminal.printStream().println("printed");
        display.on(Events.started("a", "e", "quiz", 1));
        display.frame();
        display.close();
        assertThat(CapturedScreen.of(screen.bytes.toString(StandardCharsets.UTF_8), 60).texts())
                .containsExactly("printed");
    }

    @Test
    void pictureShowsEachStretchAtItsColumn() {
        String svg = TerminalPicture.of("./kbench run Quiz.java", SESSION, 80);
        assertThat(svg)
                .contains(
                        """
                        <text x="16.0" y="44" textLength="201.6">$ ./kbench run Quiz.java</text>
                        <text x="16.0" y="63" textLength="142.8">a &lt;notice> &amp; more</text>
                        <text x="16.0" y="82" textLength="100.8" class="c1">quiz: 2 runs</text>
                        <text x="32.8" y="101" textLength="8.4" class="c32">✓</text>
                        <text x="41.2" y="101" textLength="84.0"> 漢字 done</text>
                        """)
                .doesNotContain("href", "url(");
    }
}
