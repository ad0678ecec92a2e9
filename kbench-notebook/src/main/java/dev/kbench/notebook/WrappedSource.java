package dev.kbench.notebook;

import dev.kbench.internal.source.SourceParser;
import dev.kbench.internal.source.SourceUnit;

import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.VarSnippet;

/// The source of the class around a snippet, with lines that are told as the cell's.
final class WrappedSource {
    private static final String MADE_STATIC = "public static";

    private WrappedSource() {}

    static SourceUnit of(Snippet snippet, SnippetWrapper wrapper, Cells.Place place) {
        String wrapped =
                snippet instanceof MethodSnippet
                        ? asWritten(wrapper, place.source())
                        : wrapper.wrapped();
        return SourceParser.parse(place.cell() + ".java", wrapped)
                .within(
                        place.cell(),
                        snippet instanceof VarSnippet
                                ? beforeInitializer(wrapper, place)
                                : before(wrapper, place));
    }

    /// A method with its comment and its own words, which JShell leaves out and replaces.
    private static String asWritten(SnippetWrapper wrapper, String source) {
        String wrapped = wrapper.wrapped();
        int start = wrapper.sourceToWrappedPosition(0);
        int end = wrapper.sourceToWrappedPosition(wrapper.source().length() - 1) + 1;
        if (start < 0 || end <= start) {
            return wrapped;
        }
        int made = wrapped.lastIndexOf(MADE_STATIC, start);
        String head =
                made < 0
                        ? wrapped.substring(0, start)
                        : wrapped.substring(0, made)
                                + wrapped.substring(made + MADE_STATIC.length(), start);
        return head + source + wrapped.substring(end);
    }

    /// How many lines a line has more here than in the cell.
    private static int before(SnippetWrapper wrapper, Cells.Place place) {
        int start = Math.max(wrapper.sourceToWrappedPosition(0), 0);
        return Cells.lineEnds(wrapper.wrapped().substring(0, start)) + 1 - place.line();
    }

    /// The same of a variable, whose initializer JShell moves as a whole.
    private static int beforeInitializer(SnippetWrapper wrapper, Cells.Place place) {
        String source = wrapper.source();
        int at = beginning(source);
        int end = source.indexOf('\n', at);
        String line = source.substring(at, end < 0 ? source.length() : end).strip();
        int there =
                wrapper.wrapped()
                        .indexOf(line.endsWith(";") ? line.substring(0, line.length() - 1) : line);
        return there < 0
                ? 0
                : Cells.lineEnds(wrapper.wrapped().substring(0, there))
                        + 1
                        - place.line()
                        - Cells.lineEnds(source.substring(0, at));
    }

    private static int beginning(String source) {
        int at = source.indexOf('=') + 1;
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at;
    }
}
