import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import javax.xml.parsers.DocumentBuilderFactory;

// Names the tests of a module that were skipped in this build, each with its reason. In the ci tier
// nothing may be skipped but what was declared absent on Maven's command line.
//   java .ci/Skipped.java MODULE_FOLDER TIER BUILD_START

void main(String[] args) throws Exception {
    Path module = Path.of(args[0]);
    String tier = args[1];
    // Reports of an earlier build tell nothing about this one.
    FileTime start = FileTime.from(Instant.parse(args[2]));
    List<Path> reports = new ArrayList<>();
    for (String folder : List.of("target/surefire-reports", "target/failsafe-reports")) {
        reports.addAll(files(module.resolve(folder), "TEST-.*\\.xml"));
    }
    reports.removeIf(report -> modified(report).compareTo(start) < 0);
    SortedMap<String, SortedSet<String>> skipped = new TreeMap<>();
    for (Path report : reports) {
        skippedIn(report, skipped);
    }
    int undeclared = 0;
    for (var reason : skipped.entrySet()) {
        System.out.println("[SKIPPED] " + reason.getKey());
        reason.getValue().forEach(test -> System.out.println("[SKIPPED]   " + test));
        if (!reason.getKey().startsWith("declared absent: ")) {
            undeclared += reason.getValue().size();
        }
    }
    if (tier.equals("ci") && undeclared > 0) {
        System.out.println(
                "[ERROR] %d skipped in %s: in the ci tier nothing may be skipped."
                        .formatted(undeclared, module.getFileName()));
        System.exit(1);
    }
    boolean hasTests = !files(module.resolve("src/test/java"), ".*\\.java").isEmpty();
    if (tier.equals("ci") && hasTests && reports.isEmpty()) {
        System.out.println("[ERROR] no test of " + module.getFileName() + " ran in the ci tier.");
        System.exit(1);
    }
}

/// Adds the names of skipped tests to their reason.
void skippedIn(Path report, Map<String, SortedSet<String>> skipped) throws Exception {
    NodeList cases =
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        if (test.getElementsByTagName("skipped").item(0) instanceof Element skip) {
            skipped.computeIfAbsent(reason(skip), _ -> new TreeSet<>())
                    .add(test.getAttribute("classname") + "." + test.getAttribute("name"));
        }
    }
}

/// A reason of more than one line, or one with a stack trace, is the element's text instead.
String reason(Element skip) {
    String message = skip.getAttribute("message");
    String text = message.isBlank() ? skip.getTextContent().strip() : message;
    return text.isEmpty()
            ? "no reason given"
            : text.lines()
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst("^[\\w.]+TestAbortedException: ", "")
                    .replaceFirst("^Assumption failed: ", "");
}

List<Path> files(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
        return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
        return walk.filter(file -> file.getFileName().toString().matches(name)).toList();
    }
}

FileTime modified(Path file) {
    try {
        return Files.getLastModifiedTime(file);
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}
