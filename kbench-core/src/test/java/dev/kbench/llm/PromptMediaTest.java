package dev.kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.content.Audio;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.MediaDownloadException;
import dev.kbench.content.Text;
import dev.kbench.content.Video;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.List;

class PromptMediaTest {
    private static final Image RED = Image.fromPixels(new int[] {0xffff0000}, 1, 1);
    private static final Image BLUE = Image.fromPixels(new int[] {0xff0000ff}, 1, 1);
    private static final Audio SOUND = Audio.fromBase64("SUQzBAAA", "mp3");
    private static final Video FILM = Video.fromUrl("https://youtu.be/dQw4w9WgXcQ");

    private final MockLlm mock = MockLlm.cycling("red");
    private final Chat chat = Chat.named("Pictures");

    private List<Content> asked() {
        return mock.invocations().getLast().messages().stream()
                .flatMap(message -> message.parts().stream())
                .toList();
    }

    @Test
    void standBeforeThePromptEachInAMessageOfItsOwn() {
        try (var _ = Contexts.enter(chat)) {
            mock.prompt(
                    "What is it?", with -> with.audio(SOUND).image(RED).video(FILM).image(BLUE));
        }
        assertThat(asked()).containsExactly(RED, BLUE, FILM, SOUND, new Text("What is it?"));
        assertThat(chat.messages())
                .extracting(Message::sender)
                .startsWith(Actor.USER, Actor.USER, Actor.USER, Actor.USER, Actor.USER)
                .hasSize(6);
    }

    @Test
    void mayBeSentFirstAndAskedAboutLater() {
        try (var _ = Contexts.enter(chat)) {
            Actor.USER.send(Image.fromUrl("http://127.0.0.1/passed/on.png"));
            Actor.USER.send(RED);
            mock.prompt("Compare them.");
            mock.respond(with -> with.image(BLUE));
        }
        assertThat(asked())
                .containsExactly(
                        Image.fromUrl("http://127.0.0.1/passed/on.png"),
                        RED,
                        new Text("Compare them."),
                        new Text("red"),
                        BLUE);
    }

    @Test
    void thatCannotBeFetchedLeaveNoMessage() {
        try (var _ = Contexts.enter(chat)) {
            assertThatExceptionOfType(MediaDownloadException.class)
                    .isThrownBy(
                            () ->
                                    mock.prompt(
                                            "What is it?",
                                            with ->
                                                    with.image(
                                                            Image.fromUrl(
                                                                    "http://127.0.0.1:9/a.png"))))
                    .withMessageStartingWith(
                            "http://127.0.0.1:9/a.png cannot be fetched: 127.0.0.1 is a loopback"
                                    + " address");
        }
        assertThat(chat.messages()).isEmpty();
        assertThat(mock.invocations()).isEmpty();
    }

    @Test
    void ofOtherPlacesThanTheWebArePassedOn() {
        Image inBucket = Image.fromUrl("gs://bucket/a.png");
        try (var _ = Contexts.enter(chat)) {
            mock.prompt("What is it?", with -> with.image(inBucket));
        }
        assertThat(asked().getFirst()).isEqualTo(inBucket);
    }
}
