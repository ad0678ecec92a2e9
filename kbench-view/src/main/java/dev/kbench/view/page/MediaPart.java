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
final class MediaPart {
    private final String path;

    /// Shows those of one run.
    ///
    /// @param path where they are had by their digest, such as `/run/x/media/`; empty where they
    ///   are not had, and are named only
    MediaPart(String path) {
        this.path = path;
    }

    Html of(Media media) {
        Element figure = Element.of("figure");
        switch (media.source()) {
            case MediaUrl(String url) ->
                    figure.add(Element.of("code", url)).add(" (at this address, not fetched)");
            case MediaBytes _ when path.isEmpty() -> figure.add(Element.of("code", media.text()));
            case MediaBytes bytes -> figure.add(shown(media, path + bytes.sha256()));
        }
        String words = media.caption();
        return words.isEmpty()
                ? figure
                : figure.add(Element.of("figcaption", words).set("dir", "auto"));
    }

    private static Html shown(Media media, String address) {
        String type = media.mimeType();
        if (MediaAnswer.isShown(type)) {
            if (type.startsWith("image/")) {
                return Element.of("img")
                        .set("src", address)
                        .set("alt", media.caption().isEmpty() ? media.text() : media.caption())
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
