package dev.kbench.cli.compile;

import dev.kbench.cli.shell.MisuseException;

import java.util.List;

/// `//DEPS group:artifact:version` lines: libraries that a file asks for.
final class Libraries {
    private Libraries() {}

    /// Refuses a file that asks for libraries.
    static void refuse(SourceText source) {
        List<String> lines = source.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("//DEPS ")) {
                throw new MisuseException(
                        "%s:%d asks for a library: %s\nkbench run fetches no libraries; expected a file that needs only kbench and the JDK. Take the line out, or put the benchmark into a Maven project with kbench and that library as dependencies"
                                .formatted(source.path(), i + 1, lines.get(i).strip()));
            }
        }
    }
}
