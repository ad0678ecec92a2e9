import com.google.googlejavaformat.java.Main;

// Formats every Java source of the tree, or checks that all are formatted. What was found formatted
// is remembered by its digest in ROOT/target/format: a second check reads only what changed.
//   java -cp google-java-format-VERSION-all-deps.jar .ci/Format.java ROOT (check | replace)

/// Exits with 1 if a file is not formatted or cannot be read.
void main(String[] args) throws Exception {
    Path root = Path.of(args[0]).toRealPath();
    boolean replace = args[1].equals("replace");
    if (!replace && !args[1].equals("check")) {
        throw new IllegalArgumentException(
                "kbench.format: expected check or replace, got " + args[1]);
    }
    Path memory = root.resolve("target/format/formatted.txt");
    Set<String> known = Files.exists(memory) ? Set.copyOf(Files.readAllLines(memory)) : Set.of();
    Map<Path, String> digests = digests(sources(root));
    if (digests.isEmpty()) {
        throw new IllegalStateException("no Java source under " + root);
    }
    List<String> unknown =
            digests.entrySet().stream()
                    .filter(file -> !known.contains(file.getValue()))
                    .map(file -> file.getKey().toString())
                    .toList();
    if (unknown.isEmpty()) {
        return;
    }
    // The formatter's output is not always what it would leave alone: a second pass settles it.
    for (int pass = 0; replace && pass < 3 && !changed(unknown).isEmpty(); pass++) {
        format(List.of("--replace"), unknown);
    }
    List<String> changed = changed(unknown);
    if (changed.isEmpty()) {
        Files.createDirectories(memory.getParent());
        Files.write(memory, new TreeSet<>(digests(digests.keySet()).values()));
        return;
    }
    System.err.println("Formatting: of " + digests.size() + " Java files these are not formatted:");
    changed.forEach(file -> System.err.println("  " + root.relativize(Path.of(file))));
    System.err.println("To format all of them: mvn -q -N validate -Dkbench.format=replace");
    System.exit(1);
}

/// The files that the formatter would change.
List<String> changed(List<String> files) throws Exception {
    return format(List.of("--dry-run", "--set-exit-if-changed"), files).lines().toList();
}

/// Ends the process where a file cannot be read; the formatter has said why.
String format(List<String> options, List<String> files) throws Exception {
    List<String> call = new ArrayList<>(List.of("--aosp"));
    call.addAll(options);
    call.addAll(files);
    StringWriter out = new StringWriter();
    PrintWriter err = new PrintWriter(System.err, true);
    Main formatter = new Main(new PrintWriter(out), err, InputStream.nullInputStream());
    int code = formatter.format(call.toArray(String[]::new));
    err.flush();
    if (code != 0 && out.toString().isEmpty()) {
        System.exit(code);
    }
    return out.toString();
}

/// What git knows or would add; in a tree without git, everything outside of build folders.
Collection<Path> sources(Path root) throws Exception {
    if (!Files.exists(root.resolve(".git"))) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !inBuildFolder(root.relativize(file)))
                    .toList();
        }
    }
    List<String> command =
            List.of(
                    "git",
                    "ls-files",
                    "-z",
                    "--cached",
                    "--others",
                    "--exclude-standard",
                    "*.java");
    Process git =
            new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
    String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (git.waitFor() != 0) {
        throw new IllegalStateException("git ls-files failed in " + root);
    }
    return Stream.of(listed.split("\0"))
            .filter(name -> !name.isEmpty())
            .map(root::resolve)
            .filter(Files::isRegularFile)
            .toList();
}

boolean inBuildFolder(Path file) {
    return Stream.of("target", ".kbench")
            .map(Path::of)
            .anyMatch(
                    folder ->
                            StreamSupport.stream(file.spliterator(), false)
                                    .anyMatch(folder::equals));
}

/// Of the file's text and the formatter's version.
Map<Path, String> digests(Collection<Path> files) throws Exception {
    String formatter =
            Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .getFileName()
                    .toString();
    Map<Path, String> digests = new TreeMap<>();
    for (Path file : files) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(formatter.getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
        digests.put(file, HexFormat.of().formatHex(digest.digest()));
    }
    return digests;
}
