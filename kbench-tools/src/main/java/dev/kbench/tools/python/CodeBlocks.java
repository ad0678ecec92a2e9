package dev.kbench.tools.python;

import dev.kbench.internal.answer.Thoughts;

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
/// What a model thought before its answer counts only where the answer has none of them. A block
/// without any code in it is passed over for one that has some. Of a session at a prompt (`>>> `),
/// what was typed is the code.
///
/// A block ends at a line with at least as many of the same marks, not at one inside of a string of
/// several lines; one that is never closed ends with the text, since answers are cut off, or with
/// the quotation (`> `) that it stands in.
public final class CodeBlocks {
    private static final Pattern IN_ONE_LINE =
            Pattern.compile(
                    "\\s*`{3,}(?:python3?|py)[ \\t]+([^`\\r\\n]+?)`{3,}\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 8;

    private record Block(Fence fence, List<String> lines, boolean closed) {
        /// Whether it is one of code, and has none.
        boolean isEmpty() {
            return (fence.isPython() || fence.language().isEmpty())
                    && lines.stream().allMatch(String::isBlank);
        }
    }

    private CodeBlocks() {}

    /// The Python in a text.
    ///
    /// @param text a model's answer
    /// @return each block's code, in order, with its own indentation; empty where there is none
    public static List<String> python(String text) {
        List<String> answer = codes(withoutThoughts(text));
        return answer.stream().allMatch(String::isBlank) ? codes(text) : answer;
    }

    /// A text without the thoughts in front of it, if anything stands behind them.
    ///
    /// @param text a model's answer
    /// @return the answer; the text as it is where it has no thoughts
    public static String withoutThoughts(String text) {
        Thoughts thoughts = Thoughts.before(text);
        return thoughts.any() && !thoughts.answer().isBlank() ? thoughts.answer() : text;
    }

    private static List<String> codes(String text) {
        Matcher line = IN_ONE_LINE.matcher(text);
        if (line.matches()) {
            return List.of(line.group(1).strip());
        }
        List<String> lines = text.lines().toList();
        List<String> found = python(lines, 0).stream().map(CodeBlocks::code).toList();
        // nothing but empty blocks is an answer too: one without code
        return found.isEmpty() && blocks(lines, Fence::opening).stream().anyMatch(Block::isEmpty)
                ? List.of("")
                : found;
    }

    private static List<Block> python(List<String> lines, int depth) {
        List<Block> all =
                blocks(lines, Fence::opening).stream().filter(block -> !block.isEmpty()).toList();
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
                .filter(block -> block.fence.isPython() && block.closed && !block.isEmpty())
                .toList();
    }

    private static List<Block> blocks(
            List<String> lines, Function<String, Optional<Fence>> opening) {
        return blocks(lines, opening, 0);
    }

    /// @param depth in how many quotations the lines stand
    private static List<Block> blocks(
            List<String> lines, Function<String, Optional<Fence>> opening, int depth) {
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            Optional<Fence> fence = opening.apply(lines.get(at));
            if (fence.isEmpty()) {
                List<String> quoted = Quotation.beginning(lines.subList(at, lines.size()));
                if (!quoted.isEmpty() && depth < DEEPEST) {
                    blocks.addAll(blocks(quoted, opening, depth + 1));
                }
                at += Math.max(1, quoted.size());
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
        List<String> lines = new ArrayList<>(Prompts.typed(block.lines));
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
            if (!quotes.isOpen() && Fence.opening(Quotation.withoutMarks(line)).isPresent()) {
                return true;
            }
            quotes.read(line);
        }
        return false;
    }
}
