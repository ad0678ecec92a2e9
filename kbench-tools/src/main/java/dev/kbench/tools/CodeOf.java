package dev.kbench.tools;

import dev.kbench.tools.python.CodeBlocks;

/// What of a text is run.
final class CodeOf {
    private CodeOf() {}

    static String text(String text) {
        return CodeBlocks.isAnswer(text) ? PythonTools.extractCode(text) : text;
    }
}
