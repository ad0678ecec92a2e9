package dev.kbench.cli.notebook;

import com.sun.source.tree.MethodTree;

import dev.kbench.cli.compile.SourceText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Cuts a benchmark file into cells: at its `// %%` lines, or where it has none, at its
/// declarations. The comment at its top is text, imports are a cell, and the statements of `main`
/// are one, so that what a cell comes to is shown.
final class CellSplitter {
    private static final Pattern MARK = Pattern.compile("(?m)^//\\s*%%[ \\t]*(.*)$");
    private static final Pattern MARKDOWN = Pattern.compile("(?i)\\[(markdown|md)].*");
    private static final Pattern COMMENT = Pattern.compile("^\\s*(///?|/\\*\\*?|\\*/|\\*) ?");

    private final FileCells file;
    private final List<Cell> cells = new ArrayList<>();

    private CellSplitter(FileCells file) {
        this.file = file;
    }

    /// A file's cells.
    ///
    /// @throws dev.kbench.cli.shell.MisuseException if it is no file of cells
    static List<Cell> split(SourceText source) {
        return new CellSplitter(FileCells.of(source)).split();
    }

    private List<Cell> split() {
        String text = file.text();
        int start = file.importsStart();
        header(text.substring(0, start));
        int end = file.importsEnd();
        String deps =
                text.substring(0, start)
                        .lines()
                        .filter(CellSplitter::isLibrary)
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
        code(deps + (end > start ? text.substring(start, end) : ""));
        if (MARK.matcher(text).find()) {
            marked(end);
        } else {
            file.declarations().forEach(one -> part(one.start(), one.end()));
        }
        return cells;
    }

    private static boolean isLibrary(String line) {
        return line.startsWith("//DEPS");
    }

    private void header(String comment) {
        String words =
                comment.lines()
                        .filter(line -> !isLibrary(line) && !MARK.matcher(line).matches())
                        .map(CellSplitter::bare)
                        .collect(Collectors.joining("\n"));
        markdown(words);
    }

    private static String bare(String line) {
        return COMMENT.matcher(line).replaceFirst("").replaceFirst("\\s*\\*/\\s*$", "");
    }

    private void marked(int from) {
        Matcher mark = MARK.matcher(file.text());
        int start = from;
        String title = "";
        while (mark.find()) {
            if (mark.start() >= from) {
                chunk(title, start, mark.start());
                start = mark.end();
                title = mark.group(1).strip();
            }
        }
        chunk(title, start, file.text().length());
    }

    /// What stands between two marks.
    private void chunk(String title, int start, int end) {
        if (MARKDOWN.matcher(title).matches()) {
            markdown(
                    file.text()
                            .substring(start, end)
                            .lines()
                            .map(CellSplitter::bare)
                            .collect(Collectors.joining("\n")));
            return;
        }
        if (!title.isEmpty()) {
            markdown("### " + title);
        }
        part(start, end);
    }

    /// Code; where `main` is among it, its statements have a cell of their own.
    private void part(int start, int end) {
        Optional<MethodTree> main =
                file.main()
                        .filter(
                                one ->
                                        file.span(one).start() >= start
                                                && file.span(one).end() <= end);
        if (main.isEmpty()) {
            code(file.text().substring(start, end));
            return;
        }
        FileCells.Span span = file.span(main.get());
        code(file.text().substring(start, span.start()));
        code(file.statements(main.get()));
        code(file.text().substring(span.end(), end));
    }

    private void markdown(String words) {
        if (!words.isBlank()) {
            cells.add(Cell.text(words.strip()));
        }
    }

    private void code(String source) {
        if (!source.isBlank()) {
            cells.add(Cell.code(source.strip()));
        }
    }
}
