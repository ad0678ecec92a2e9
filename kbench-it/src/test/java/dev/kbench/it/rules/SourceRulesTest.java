package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is written in the files of the tree, whatever compiles them.
class SourceRulesTest {
    private static final int LONGEST = 500;

    private static final Pattern CODE =
            Pattern.compile(
                    ".*\\.(java|xml|sh|py|properties|yml|yaml|args)|\\.ci/\\w+|kbench|.*/run");
    // Put together from parts, so that this file does not find itself.
    private static final Pattern NOTE_TO_ONESELF =
            Pattern.compile(
                    "\\b(" + String.join("|", "TO" + "DO", "FIX" + "ME", "XX" + "X") + ")\\b");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w./:}-])/(root|work|home/[a-z]\\w*|Users/\\w+)/");
    private static final Pattern REGISTRY =
            Pattern.compile(
                    String.join(
                            "|",
                            "\\bpypi\\." + "org",
                            "pythonhosted\\." + "org",
                            "repo1?\\.maven\\." + "(apache\\.)?org",
                            "central\\.sonatype\\." + "com",
                            "registry\\.npmjs\\." + "org",
                            "huggingface\\." + "co"));

    @Test
    void noJavaFileIsTooLong() {
        List<String> decisions =
                Tree.files().stream()
                        .filter(file -> file.startsWith("docs/adr/"))
                        .map(Tree::text)
                        .toList();
        List<String> sources =
                Tree.files().stream().filter(file -> file.endsWith(".java")).toList();
        assertThat(sources).hasSizeGreaterThan(100);
        List<String> tooLong =
                sources.stream()
                        .filter(file -> Tree.text(file).lines().count() > LONGEST)
                        .filter(
                                file ->
                                        decisions.stream()
                                                .noneMatch(text -> text.contains(name(file))))
                        .map(file -> file + ": " + Tree.text(file).lines().count() + " lines")
                        .toList();
        assertThat(tooLong)
                .as("Java files over %d lines that no page of docs/adr names", LONGEST)
                .isEmpty();
    }

    @Test
    void noNotesToOneself() {
        assertThat(found(NOTE_TO_ONESELF, CODE)).as("notes to oneself in sources").isEmpty();
    }

    @Test
    void noPathsOfOneMachine() {
        assertThat(found(MACHINE_PATH, Pattern.compile(".*")))
                .as("paths of one machine in tracked files")
                .isEmpty();
    }

    @Test
    void noHostNamesOfPackageRegistries() {
        assertThat(found(REGISTRY, Pattern.compile(".*")))
                .as("host names of package registries in tracked files")
                .isEmpty();
    }

    private static List<String> found(Pattern refused, Pattern files) {
        List<String> found = new ArrayList<>();
        int looked = 0;
        for (String file : Tree.files()) {
            if (!files.matcher(file).matches()) {
                continue;
            }
            looked++;
            List<String> lines =
                    Tree.textOf(file).map(text -> text.lines().toList()).orElse(List.of());
            for (int i = 0; i < lines.size(); i++) {
                if (refused.matcher(lines.get(i)).find()) {
                    found.add("%s:%d: %s".formatted(file, i + 1, lines.get(i).strip()));
                }
            }
        }
        assertThat(looked).as("files to look at").isGreaterThan(100);
        return found;
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
