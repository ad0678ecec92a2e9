package dev.kbench.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A library that a source asks for in a line `//DEPS group:artifact:version[:classifier][@type]`,
/// one or more on a line, with blanks or commas between them. The form is JBang's.
///
/// @param line the line's number, from 1
/// @param text as the source has it
/// @param coordinates `group:artifact:type:classifier:version`, without the classifier where there
///   is none
public record WantedLibrary(int line, String text, String coordinates) {
    private static final String MARK = "//DEPS";
    private static final String PART = "[A-Za-z0-9_.-]+";
    private static final Pattern FORM =
            Pattern.compile(
                    "(%1$s):(%1$s):([A-Za-z0-9_.+-]+)(?::(%1$s))?(?:@(%1$s))?".formatted(PART));
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final Pattern MOVING = Pattern.compile("(?i)latest|release|.*\\+");

    /// What a source asks for.
    ///
    /// @param source the text of a file, or of a notebook's cell
    /// @return the libraries, in the order of the lines
    /// @throws LibraryException if a line names none, or no one version of it
    public static List<WantedLibrary> of(String source) throws LibraryException {
        if (!source.contains(MARK)) {
            return List.of();
        }
        List<WantedLibrary> found = new ArrayList<>();
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(MARK + " ") || line.startsWith(MARK + "\t")) {
                for (String word : BETWEEN.split(line.substring(MARK.length()).strip(), -1)) {
                    found.add(parse(i + 1, word));
                }
            }
        }
        return found;
    }

    private static WantedLibrary parse(int line, String text) throws LibraryException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new LibraryException(
                    line,
                    text,
                    "expected group:artifact:version, such as"
                            + " org.apache.commons:commons-text:1.14.0");
        }
        String version = form.group(3);
        if (MOVING.matcher(version).matches()) {
            throw new LibraryException(
                    line,
                    text,
                    "expected one version: what was measured could not be measured again with"
                            + " another");
        }
        String type = form.group(5) == null ? "jar" : form.group(5);
        String classifier = form.group(4) == null ? "" : form.group(4) + ":";
        return new WantedLibrary(
                line,
                text,
                "%s:%s:%s:%s%s".formatted(form.group(1), form.group(2), type, classifier, version));
    }

    /// Group and artifact, as messages about the library begin.
    String artifact() {
        return coordinates.substring(0, coordinates.indexOf(':', coordinates.indexOf(':') + 1) + 1);
    }
}
