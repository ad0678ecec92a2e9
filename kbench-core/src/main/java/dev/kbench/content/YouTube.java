package dev.kbench.content;

import java.util.regex.Pattern;

/// Links to films of YouTube, in all their forms: `youtube.com/watch?v=…`, also of `m.` and
/// `music.`, `youtu.be/…`, `/shorts/…`, `/live/…`, `/embed/…`, `/v/…`, and `youtube-nocookie.com`.
/// They lead to a page, never to a file: models that take them fetch them on their own.
final class YouTube {
    private static final Pattern LINK =
            Pattern.compile(
                    "(?i)https?://(?:(?:(?:www|m|music)\\.)?youtube(?:-nocookie)?\\.com"
                            + "/(?:watch/?\\?(?:[^#]*&)?v=|shorts/|live/|embed/|v/|e/)"
                            + "|(?:www\\.)?youtu\\.be/)"
                            + "(?-i:[A-Za-z0-9_-]+)(?:[/?&#]\\S*)?");

    private YouTube() {}

    static boolean isLink(String url) {
        return LINK.matcher(url).matches();
    }
}
