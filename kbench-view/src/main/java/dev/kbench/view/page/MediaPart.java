package dev.kbench.view.page;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Message;
import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaUrl;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.web.MediaAnswer;

import java.util.Optional;

/// Pictures, sounds and films of a conversation. Nothing is fetched from elsewhere: of what lies at
/// an address, the address is shown.
///
/// One thread.
final class MediaPart {
    private final String path;
    private long room;

    /// Shows those of one run.
    ///
    /// @param path where they are had by their digest, such as `/run/x/media/`
    MediaPart(String path) {
        this.path = path;
    }

    /// Shows those of a document that no server stands behind: pictures as long as there is room,
    /// the rest by name.
    ///
    /// @param bytes how much room there is for pictures together
    static MediaPart alone(long bytes) {
        MediaPart part = new MediaPart("");
        part.room = bytes;
        return part;
    }

    Html of(Media media) {
        Element figure = Element.of("figure");
        switch (media.source()) {
            case MediaUrl(String url) ->
                    figure.add(Element.of("code", url)).add(" (at this address, not fetched)");
            case MediaBytes bytes when path.isEmpty() -> figure.add(brought(media, bytes));
            case MediaBytes bytes -> figure.add(shown(media, path + bytes.sha256()));
        }
        String words = media.caption();
        return words.isEmpty()
                ? figure
                : figure.add(Element.of("figcaption", words).set("dir", "auto"));
    }

    private Html brought(Media media, MediaBytes bytes) {
        if (!Element.isPicture(media.mimeType()) || bytes.size() == 0 || bytes.size() > room) {
            return Element.of("code", media.text());
        }
        room -= bytes.size();
        return Element.picture(media.mimeType(), bytes.base64()).set("alt", words(media));
    }

    private static String words(Media media) {
        return media.caption().isEmpty() ? media.text() : media.caption();
    }

    private static Html shown(Media media, String address) {
        String type = media.mimeType();
        if (MediaAnswer.isShown(type)) {
            if (type.startsWith("image/")) {
                return Element.of("img")
                        .set("src", address)
                        .set("alt", words(media))
                        .set("loading", "lazy");
            }
            return Element.of(type.startsWith("audio/") ? "audio" : "video")
                    .set("src", address)
                    .set("controls", "")
                    .set("preload", "metadata");
        }
        return Element.of("a", "keep " + media.text()).set("href", address).set("download", "");
    }

    /// Finds what a conversation holds, by its digest.
    static Optional<Media> find(Chat chat, String sha256) {
        for (ChatItem item : chat.items()) {
            Optional<Media> found =
                    switch (item) {
                        case Chat inner -> find(inner, sha256);
                        case Message message -> find(message, sha256);
                    };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Media> find(Message message, String sha256) {
        for (Content part : message.parts()) {
            if (part instanceof Media media
                    && media.source() instanceof MediaBytes bytes
                    && bytes.sha256().equals(sha256)) {
                return Optional.of(media);
            }
        }
        return Optional.empty();
    }
}
