package dev.kbench.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.content.Image;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Base64;

/// What is kept of a page that does more than can be kept.
class BoundsTest {
    private static final Image PICTURE =
            Image.fromBytes(
                    Base64.getDecoder()
                            .decode(
                                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf"
                                        + "DwAChwGA60e6kgAAAABJRU5ErkJggg=="));

    @Test
    void aThousandEntriesAndAddressesAreKeptAndTheOthersCounted() {
        PageLog log = new PageLog();
        for (int i = 0; i < 1_010; i++) {
            log.add(ConsoleEntry.Level.INFO, "x".repeat(10_000) + i, false);
            log.refused("http://a.example/" + i);
        }
        log.refused("http://a.example/1");
        log.dropped(5);

        Snapshot page = log.snapshot(PICTURE, "<html></html>", 3);

        assertThat(page.logs()).hasSize(1_000);
        assertThat(page.logTexts()).containsOnly("x".repeat(10_000));
        assertThat(page.blocked())
                .hasSize(1_000)
                .startsWith("http://a.example/0")
                .endsWith("http://a.example/999");
        assertThat(page.dropped()).isEqualTo(10 + 10 + 5 + 3);
    }

    @Test
    void eventsBeyondTheirNumberAreLost() throws InterruptedException {
        EventQueue events = new EventQueue(2, 1_000);
        for (int i = 0; i < 5; i++) {
            events.add(event(i), 10);
        }

        assertThat(events.lost()).isEqualTo(3);
        assertThat(events.poll()).isEqualTo(event(0));
        events.add(event(5), 10);
        assertThat(events.lost()).isEqualTo(3);
        assertThat(events.poll()).isEqualTo(event(1));
        assertThat(events.poll()).isEqualTo(event(5));
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void eventsBeyondTheirTextAreLost() throws InterruptedException {
        EventQueue events = new EventQueue(100, 1_000);
        events.add(event(0), 1_000_000);
        events.add(event(1), 1);

        assertThat(events.lost()).isEqualTo(1);
        assertThat(events.poll()).isEqualTo(event(0));
        events.add(event(2), 1_000);
        assertThat(events.poll()).isEqualTo(event(2));
        assertThat(events.lost()).isEqualTo(1);
    }

    private static ObjectNode event(int number) {
        return JsonMapper.shared().createObjectNode().put("number", number);
    }
}
