package dev.kbench.tools;

import dev.kbench.content.Image;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What came of code in a session.
///
/// @param status how it ended
/// @param output the value of its last line, as text; empty where it has none
/// @param stdout what it wrote to its standard output
/// @param stderr what it wrote to its standard error
/// @param error the exception's type, such as `ZeroDivisionError`; how the process ended, where it
///   did; empty where all went well
/// @param message the exception's text
/// @param traceback the exception with its traceback, of the code's own lines
/// @param value all forms of the last line's value by MIME type, pictures in base64
/// @param displays what was displayed on the way, pictures and figures among it, each in all its
///   forms
/// @param cut whether more was written or shown than kept: of each stream, of all forms together,
///   of the exception's text and of its traceback (its end is kept) as much as the limit
///   `outputBytes` says; a form that is no text and too large is left out
public record ReplResult(
        ReplStatus status,
        String output,
        String stdout,
        String stderr,
        String error,
        String message,
        String traceback,
        SequencedMap<String, String> value,
        List<SequencedMap<String, String>> displays,
        boolean cut) {
    /// Copies what it holds.
    public ReplResult {
        value = copy(value);
        displays = displays.stream().map(ReplResult::copy).toList();
    }

    private static SequencedMap<String, String> copy(Map<String, String> forms) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(forms));
    }

    /// Whether it ran to its end.
    ///
    /// @return true if so
    public boolean succeeded() {
        return status == ReplStatus.OK;
    }

    /// One form of the last line's value.
    ///
    /// @param mimeType such as `text/html`
    /// @return the form, empty where the value has none of the kind
    public Optional<String> form(String mimeType) {
        @Nullable String form = value.get(mimeType);
        return Optional.ofNullable(form);
    }

    /// The pictures: of the last line's value, then those displayed.
    ///
    /// @return PNG and JPEG pictures, in order
    public List<Image> images() {
        List<Image> images = new ArrayList<>();
        add(value, images);
        displays.forEach(one -> add(one, images));
        return List.copyOf(images);
    }

    private static void add(SequencedMap<String, String> forms, List<Image> images) {
        for (String kind : List.of("png", "jpeg")) {
            String data = forms.get("image/" + kind);
            if (data != null) {
                images.add(Image.fromBase64(data.replaceAll("\\s", ""), kind));
                return;
            }
        }
    }

    /// What a model is told of it.
    ///
    /// @return Markdown; of long output the beginning and the end
    public String text() {
        StringBuilder text = new StringBuilder();
        switch (status) {
            case OK -> text.append("The code ran.");
            case ERROR -> text.append("The code raised an exception.");
            case TIMED_OUT -> text.append("The code ran longer than allowed, and was interrupted.");
            case DIED -> text.append("The session's process ").append(error).append('.');
        }
        Shown.stream(text, "Output", output);
        Shown.stream(text, "Stdout", stdout);
        Shown.stream(text, "Stderr", stderr);
        Shown.stream(text, "Traceback", traceback);
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
