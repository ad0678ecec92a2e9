package dev.kbench.cli.project;

import dev.kbench.cli.shell.MisuseException;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.SourceVersion;

/// The name of a new project, and what is made of it: `river-quiz` has the class `RiverQuiz`, the
/// method `riverQuiz` and the task `river_quiz`.
///
/// @param name the name, as the project's folder has it
/// @param words its words, in small letters
record ProjectName(String name, List<String> words) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*");
    private static final Pattern EDGE = Pattern.compile("[-_]|(?<=[a-z0-9])(?=[A-Z])");
    private static final int LONGEST = 60;

    static ProjectName of(String name) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            throw new MisuseException(
                    "'%s' cannot name a project: expected letters, digits, - and _, a letter first, %d at most, such as river-quiz"
                            .formatted(name, LONGEST));
        }
        ProjectName made =
                new ProjectName(
                        name,
                        Stream.of(EDGE.split(name))
                                .map(word -> word.toLowerCase(Locale.ROOT))
                                .toList());
        if (SourceVersion.isKeyword(made.methodName())) {
            throw new MisuseException(
                    "'%s' cannot name a project: a method is called after it, and Java has that word for itself; expected another, such as %s-quiz"
                            .formatted(name, name));
        }
        return made;
    }

    String className() {
        return words.stream().map(ProjectName::capital).collect(Collectors.joining());
    }

    /// Another one than the class's other method has.
    String methodName() {
        String rest = className().substring(1);
        String method = words.getFirst().charAt(0) + rest;
        return method.equals("question") || method.equals("main") ? method + "Benchmark" : method;
    }

    String taskName() {
        return String.join("_", words);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
