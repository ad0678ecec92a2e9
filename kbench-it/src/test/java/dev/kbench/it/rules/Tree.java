package dev.kbench.it.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The project's files, as git has them or would take them.
final class Tree {
    static final Path ROOT = root();

    private Tree() {}

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no ARCHITECTURE.md in " + here + " or above it");
    }

    /**
     * Files relative to the root: known to git or new and not ignored; without git, all but built
     * ones.
     */
    static List<String> files() {
        List<String> found = Files.exists(ROOT.resolve(".git")) ? listedByGit() : walked();
        if (found.isEmpty()) {
            throw new IllegalStateException("no files under " + ROOT);
        }
        return found;
    }

    private static List<String> listedByGit() {
        try {
            Process git =
                    new ProcessBuilder("git", "ls-files", "-z", "-c", "-o", "--exclude-standard")
                            .directory(ROOT.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new IllegalStateException("git ls-files failed in " + ROOT);
            }
            return Stream.of(listed.split("\0"))
                    .filter(file -> Files.isRegularFile(ROOT.resolve(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git listed the files", e);
        }
    }

    private static List<String> walked() {
        try (Stream<Path> walk = Files.walk(ROOT)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString())
                    .filter(file -> !file.matches("(.*/)?(target|\\.kbench)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String file) {
        return textOf(file)
                .orElseThrow(() -> new IllegalStateException(file + " is not UTF-8 text"));
    }

    /// Empty for what is not UTF-8 text.
    static Optional<String> textOf(String file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(ROOT.resolve(file)));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
