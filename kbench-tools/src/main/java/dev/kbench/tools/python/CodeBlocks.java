package dev.kbench.tools.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the Python in a model's answer. Blocks that say they are Python come first; then those
/// inside of blocks of prose; then those that open after other words of their line; then blocks
/// that say nothing. An answer without any of them is code as it stands.
///
/// A block ends at a line with at least as many of the same marks, not at one inside of a string of
/// several lines; one that is never closed ends with the text, since answers are cut off.
public final class CodeBlocks {
    private static final Pattern IN_ONE_LINE =
            Pattern.compile(
                    "\\s*`{3,}(?:python3?|py)[ \\t]+([^`\\r\\n]+?)`{3,}\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 8;

    private record Block(Fence fence, List<String> lines, boolean closed) {}

    private CodeBlocks() {}

    /// The Python in a text.
    ///
    /// @param text a model's answer
    /// @return each block's code, in order, with its own indentation; empty where there is none
    public static List<String> python(String text) {
        Matcher line = IN_ONE_LINE.matcher(text);
        if (line.matches()) {
            return List.of(line.group(1).strip());
        }
        return python(text.lines().toList(), 0).stream().map(CodeBlocks::code).toList();
    }

    private static List<Block> python(List<String> lines, int depth) {
        List<Block> all = blocks(lines, Fence::opening);
        List<Block> found = all.stream().filter(block -> block.fence.isPython()).toList();
        if (!found.isEmpty() || depth == DEEPEST) {
            return found;
        }
        List<Block> inside = new ArrayList<>();
        for (Block block : all) {
            if (block.fence.isProse()) {
                inside.addAll(python(block.lines, depth + 1));
            }
        }
        if (!inside.isEmpty()) {
            return inside;
        }
        List<Block> late = late(lines);
        return late.isEmpty()
                ? all.stream().filter(block -> block.fence.language().isEmpty()).toList()
                : late;
    }

    /// One that is never closed is no block here: its line may be a comment of plain code.
    private static List<Block> late(List<String> lines) {
        return blocks(lines, line -> Fence.opening(line).or(() -> Fence.late(line))).stream()
                .filter(block -> block.fence.isPython() && block.closed)
                .toList();
    }

    private static List<Block> blocks(
            List<String> lines, Function<String, Optional<Fence>> opening) {
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            Optional<Fence> fence = opening.apply(lines.get(at));
            if (fence.isEmpty()) {
                at++;
                continue;
            }
            int end = end(fence.get(), lines, at + 1);
            blocks.add(new Block(fence.get(), lines.subList(at + 1, end), end < lines.size()));
            at = end + 1;
        }
        return blocks;
    }

    /// Where a block ends: the index of the line that closes it, or of the text's end.
    private static int end(Fence fence, List<String> lines, int start) {
        TripleQuotes quotes = new TripleQuotes();
        boolean code = fence.isPython() || fence.language().isEmpty();
        int first = -1;
        for (int at = start; at < lines.size(); at++) {
            if (fence.isClosedBy(lines.get(at))) {
                if (!code || !quotes.isOpen()) {
                    return at;
                }
                first = first < 0 ? at : first;
            }
            quotes.read(lines.get(at));
        }
        // a string that is never closed hides no fence
        return first < 0 ? lines.size() : first;
    }

    /// A block's code: without the fence's indentation, what all lines are indented by, and blank
    /// lines around.
    private static String code(Block block) {
        List<String> lines = new ArrayList<>(block.lines);
        while (!lines.isEmpty() && lines.getFirst().isBlank()) {
            lines.removeFirst();
        }
        while (!lines.isEmpty() && lines.getLast().isBlank()) {
            lines.removeLast();
        }
        String text = String.join("\n", lines);
        int common = common(lines);
        if (common == 0) {
            return text;
        }
        return String.join(
                "\n",
                lines.stream()
                        .map(line -> line.substring(Math.min(common, indent(line))))
                        .toList());
    }

    private static int common(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(CodeBlocks::indent)
                .min()
                .orElse(0);
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length()
                && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }

    /// Whether a text is an answer with blocks of code in it, and not code that holds something
    /// like that in a string.
    ///
    /// @param text a model's answer, or code
    /// @return true if a block opens outside of every string
    public static boolean isAnswer(String text) {
        if (IN_ONE_LINE.matcher(text).matches()) {
            return true;
        }
        TripleQuotes quotes = new TripleQuotes();
        for (String line : text.lines().toList()) {
            if (!quotes.isOpen() && Fence.opening(line).isPresent()) {
                return true;
            }
            quotes.read(line);
        }
        return false;
    }
}
