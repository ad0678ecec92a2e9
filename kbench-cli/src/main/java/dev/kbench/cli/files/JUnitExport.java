package dev.kbench.cli.files;

import dev.kbench.event.AssertionResult;
import dev.kbench.store.FiledRun;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The XML form that continuous integration reads: a test suite for each task and model, a test
/// case for each run. Not passed and failed are failures; what has no verdict is an error. The
/// format has no specification; this is what the schema of Jenkins' xUnit plugin takes.
final class JUnitExport implements Export {
    private record Suite(String task, String model) {
        String name() {
            return model.isEmpty() ? task : task + " [" + model + "]";
        }
    }

    private final Map<Suite, List<FiledRun>> suites = new LinkedHashMap<>();

    @Override
    public void add(FiledRun run) {
        suites.computeIfAbsent(new Suite(run.task(), run.model()), _ -> new ArrayList<>()).add(run);
    }

    @Override
    public void print(PrintStream out) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        List<FiledRun> all = suites.values().stream().flatMap(List::stream).toList();
        xml.append("<testsuites").append(counts(all)).append(">\n");
        suites.forEach((suite, runs) -> suite(suite, runs, xml));
        byte[] bytes = xml.append("</testsuites>\n").toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    private static void suite(Suite suite, List<FiledRun> runs, StringBuilder xml) {
        xml.append("  <testsuite name=\"").append(escaped(suite.name())).append('"');
        xml.append(counts(runs)).append(">\n");
        for (FiledRun run : runs) {
            xml.append("    <testcase classname=\"").append(escaped(suite.name())).append('"');
            xml.append(" name=\"").append(escaped(name(run))).append('"');
            xml.append(" time=\"").append(seconds(List.of(run))).append('"');
            if (run.passed()) {
                xml.append("/>\n");
            } else {
                xml.append(">\n");
                trouble(run, xml);
                xml.append("    </testcase>\n");
            }
        }
        xml.append("  </testsuite>\n");
    }

    private static void trouble(FiledRun run, StringBuilder xml) {
        String kind = run.outcome().equals("unmeasured") ? "error" : "failure";
        String checks =
                run.checks().stream()
                        .filter(check -> !check.passed())
                        .map(JUnitExport::shown)
                        .collect(Collectors.joining("\n"));
        String type = run.outcome().equals("completed") ? "NOT_PASSED" : run.reason();
        String message =
                !checks.isEmpty()
                        ? checks.lines().findFirst().orElse("")
                        : run.error().isEmpty()
                                ? "result: " + run.result()
                                : run.error().lines().findFirst().orElse("");
        xml.append("      <").append(kind);
        xml.append(" type=\"").append(escaped(type)).append('"');
        xml.append(" message=\"").append(escaped(message)).append("\">");
        xml.append(escaped(checks.isEmpty() ? run.error() : checks + "\n" + run.error()));
        xml.append("</").append(kind).append(">\n");
    }

    private static String shown(AssertionResult check) {
        List<String> lines = new ArrayList<>();
        lines.add(
                (check.type().isEmpty() ? "" : check.type() + ": ")
                        + check.expectation()
                        + (check.line() > 0 ? " (line %d)".formatted(check.line()) : ""));
        check.details().forEach(detail -> lines.add("  " + detail));
        return String.join("\n", lines);
    }

    private static String name(FiledRun run) {
        return run.row().isEmpty()
                ? run.number()
                : "%s (row %s)".formatted(run.number(), run.row());
    }

    private static String counts(List<FiledRun> runs) {
        long errors = runs.stream().filter(run -> run.outcome().equals("unmeasured")).count();
        long passed = runs.stream().filter(FiledRun::passed).count();
        return " tests=\"%d\" failures=\"%d\" errors=\"%d\" time=\"%s\""
                .formatted(runs.size(), runs.size() - passed - errors, errors, seconds(runs));
    }

    private static String seconds(List<FiledRun> runs) {
        double seconds =
                runs.stream()
                        .mapToDouble(run -> run.duration().map(t -> t.toNanos() / 1e9).orElse(0.0))
                        .sum();
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /// Text as XML 1.0 takes it: what it has no place for, even escaped, is a replacement
    /// character.
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '<' -> out.append("&lt;");
                                case '>' -> out.append("&gt;");
                                case '&' -> out.append("&amp;");
                                case '"' -> out.append("&quot;");
                                case '\n' -> out.append("&#10;");
                                case '\t' -> out.append("&#9;");
                                case '\r' -> out.append("&#13;");
                                default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
                            }
                        });
        return out.toString();
    }

    private static boolean isXml(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
