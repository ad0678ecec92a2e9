package dev.kbench.bench;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes the figures of rows: in each round each of a row's figures in turn, in a process of its
/// own with the row's heap, against a server that is a process too.
///
/// Run files stay until the end: ext4 makes new files slowly for some seconds after many were
/// removed. One thread.
final class Measurement {
    private final Options options;
    private final Path folder;
    private @Nullable Path million;

    /// @param folder an empty one for files
    Measurement(Options options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    /// Measures a row.
    ///
    /// @throws IllegalStateException if a process did not come to its end
    List<Taken> take(Row row) throws IOException, InterruptedException {
        if (row.delayMillis(options.quick()) == 0) {
            return rounds(row, "");
        }
        if (!options.url().isEmpty()) {
            return rounds(row, options.url());
        }
        String delay = Integer.toString(row.delayMillis(options.quick()));
        try (Program server = new Program(CheapServer.class, List.of("-Xmx256m"), List.of(delay))) {
            return rounds(row, "http://127.0.0.1:%s/v1".formatted(server.line()));
        }
    }

    private List<Taken> rounds(Row row, String url) throws IOException, InterruptedException {
        Map<Figure, List<List<Pass>>> all = new EnumMap<>(Figure.class);
        for (int round = 0; round < options.rounds(); round++) {
            for (Figure figure : row.figures()) {
                Path into = row == Row.OPEN ? ofMillion() : folder(row, figure, round);
                all.computeIfAbsent(figure, _ -> new ArrayList<>())
                        .add(passes(row, figure, url, into, round));
                if (row == Row.MILLION) {
                    keep(into);
                }
            }
        }
        Size size = row.size(options.quick());
        List<Taken> taken = new ArrayList<>();
        all.forEach(
                (figure, processes) -> {
                    List<Pass> cold = processes.stream().map(List::getFirst).toList();
                    List<Pass> warm = processes.stream().flatMap(Measurement::warm).toList();
                    taken.add(new Taken(figure, true, size.samples(), cold));
                    if (!warm.isEmpty()) {
                        taken.add(new Taken(figure, false, size.samples(), warm));
                    }
                });
        return taken;
    }

    /// The later half: what comes before is still being compiled.
    private static Stream<Pass> warm(List<Pass> passes) {
        return passes.size() == 1 ? Stream.of() : passes.stream().skip(passes.size() / 2);
    }

    private Path folder(Row row, Figure figure, int round) throws IOException {
        return Files.createDirectories(
                folder.resolve("%s-%d-%s".formatted(row.id(), round, figure.name())));
    }

    private List<Pass> passes(Row row, Figure figure, String url, Path into, int round)
            throws IOException, InterruptedException {
        Size size = row.size(options.quick());
        if (figure == Figure.ROWS) {
            Rows.write(into, size.samples());
        }
        List<String> jvm = new ArrayList<>(List.of("-Xmx" + row.heap()));
        if (options.recordings().isPresent()) {
            Path file =
                    options.recordings()
                            .get()
                            .resolve("%s-%d-%s.jfr".formatted(row.id(), round, figure.name()));
            jvm.add(
                    "-XX:StartFlightRecording=settings=profile,jdk.CPUTimeSample#enabled=true,filename="
                            + file);
        }
        try (Program program =
                new Program(
                        Measuring.class,
                        jvm,
                        List.of(
                                figure.name(),
                                url,
                                Integer.toString(size.samples()),
                                Integer.toString(size.jobs()),
                                Integer.toString(size.passes()),
                                into.toString()))) {
            List<Pass> passes =
                    program.lines().stream().map(Pass::parse).flatMap(Optional::stream).toList();
            if (passes.size() != size.passes()) {
                throw new IllegalStateException(
                        "'%s' made %d of %d passes"
                                .formatted(figure.label(), passes.size(), size.passes()));
            }
            return passes;
        }
    }

    /// The folder with the journal of {@link Row#MILLION}, whose runs are made where that row was
    /// not measured.
    private Path ofMillion() throws IOException, InterruptedException {
        Path made = million;
        if (made == null) {
            made = folder(Row.MILLION, Figure.ROWS, 0);
            passes(Row.MILLION, Figure.ROWS, "", made, 0);
            million = made;
        }
        return made;
    }

    private void keep(Path made) throws IOException {
        if (million != null) {
            Folders.remove(million);
        }
        million = made;
    }
}
