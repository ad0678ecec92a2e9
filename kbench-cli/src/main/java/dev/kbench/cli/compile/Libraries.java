package dev.kbench.cli.compile;

import dev.kbench.cli.shell.MisuseException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `//DEPS group:artifact:version[:classifier][@type]` lines: libraries that a file asks for, one
/// or more on a line, with blanks or commas between them. The form is JBang's.
final class Libraries {
    private static final String MARK = "//DEPS";
    private static final String PART = "[A-Za-z0-9_.-]+";
    private static final Pattern FORM =
            Pattern.compile(
                    "(%1$s):(%1$s):([A-Za-z0-9_.+-]+)(?::(%1$s))?(?:@(%1$s))?".formatted(PART));
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final Pattern MOVING = Pattern.compile("(?i)latest|release|.*\\+");

    private Libraries() {}

    /// A library, and the line that asks for it.
    ///
    /// @param line the line's number, from 1
    /// @param text as the file has it
    /// @param coordinates `group:artifact:type:classifier:version`, without the classifier where
    ///   there is none
    record Library(int line, String text, String coordinates) {}

    /// What a file asks for.
    ///
    /// @return the libraries, in the order of the lines
    /// @throws MisuseException if a line names none, or no one version of it
    static List<Library> of(SourceText source) {
        if (!source.text().contains(MARK)) {
            return List.of();
        }
        List<Library> found = new ArrayList<>();
        List<String> lines = source.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(MARK + " ") || line.startsWith(MARK + "\t")) {
                int number = i + 1;
                BETWEEN.splitAsStream(line.substring(MARK.length()).strip())
                        .forEach(word -> found.add(library(source.path(), number, word)));
            }
        }
        return found;
    }

    private static Library library(Path file, int line, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused(
                    file,
                    line,
                    text,
                    "expected group:artifact:version, such as"
                            + " org.apache.commons:commons-text:1.14.0");
        }
        String version = form.group(3);
        if (MOVING.matcher(version).matches()) {
            throw refused(
                    file,
                    line,
                    text,
                    "expected one version: what was measured could not be measured again with"
                            + " another");
        }
        String type = form.group(5) == null ? "jar" : form.group(5);
        String classifier = form.group(4) == null ? "" : form.group(4) + ":";
        return new Library(
                line,
                text,
                "%s:%s:%s:%s%s".formatted(form.group(1), form.group(2), type, classifier, version));
    }

    static MisuseException refused(Path file, int line, String text, String why) {
        return new MisuseException(
                "%s:%d asks for the library '%s': %s".formatted(file, line, text, why));
    }
}
