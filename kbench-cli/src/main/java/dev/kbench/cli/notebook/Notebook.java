package dev.kbench.cli.notebook;

import dev.kbench.cli.compile.SourceText;
import dev.kbench.cli.compile.WholeFile;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.key.CanonicalJson;
import dev.kbench.key.KbenchException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A notebook of Jupyter, in its format 4.5. It carries a digest of its cells, by which one that
/// nobody changed is known: that one is made anew, any other is not touched.
public final class Notebook {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Notebook() {}

    /// Makes a notebook of a benchmark file.
    ///
    /// @param source the file
    /// @param file where the notebook goes
    /// @param force whether it takes the place of one that was changed
    /// @return how many cells it has
    /// @throws MisuseException if the file cannot become one, or something else stands in its place
    public static int write(SourceText source, Path file, boolean force) {
        List<Cell> cells = CellSplitter.split(source);
        if (!force && Files.exists(file) && !isAsMade(file)) {
            throw new MisuseException(
                    "%s was changed, or made by something else: it is left as it is; write another file with --out, or replace it with --force"
                            .formatted(file));
        }
        try {
            WholeFile.write(
                    file,
                    JSON.writeValueAsString(document(cells)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new KbenchException("%s cannot be written: %s".formatted(file, e));
        }
        return cells.size();
    }

    private static Map<String, Object> document(List<Cell> cells) {
        List<Object> shown = new ArrayList<>();
        for (Cell cell : cells) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("cell_type", cell.markdown() ? "markdown" : "code");
            one.put("id", "cell-" + (shown.size() + 1));
            one.put("metadata", Map.of());
            one.put("source", cell.source());
            if (!cell.markdown()) {
                one.put("execution_count", null);
                one.put("outputs", List.of());
            }
            shown.add(one);
        }
        Map<String, Object> kernel = new LinkedHashMap<>();
        kernel.put("name", KernelSpec.NAME);
        kernel.put("display_name", KernelSpec.SHOWN);
        kernel.put("language", "java");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("kernelspec", kernel);
        metadata.put("language_info", Map.of("name", "java", "file_extension", ".java"));
        metadata.put("kbench", Map.of("cells", digest(cells.stream().map(Cell::source).toList())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("cells", shown);
        document.put("metadata", metadata);
        document.put("nbformat", 4);
        document.put("nbformat_minor", 5);
        return document;
    }

    private static String digest(List<String> sources) {
        return CanonicalJson.sha256(sources);
    }

    /// Whether a notebook has the cells that it was made with, whatever came of running them.
    private static boolean isAsMade(Path file) {
        try {
            JsonNode document = JSON.readTree(Files.readString(file));
            List<String> sources = new ArrayList<>();
            for (JsonNode cell : document.path("cells")) {
                sources.add(source(cell.path("source")));
            }
            return document.path("metadata")
                    .path("kbench")
                    .path("cells")
                    .asString("")
                    .equals(digest(sources));
        } catch (IOException | JacksonException e) {
            return false;
        }
    }

    /// Jupyter writes a text as its lines.
    private static String source(JsonNode source) {
        if (!source.isArray()) {
            return source.asString("");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode line : source) {
            text.append(line.asString(""));
        }
        return text.toString();
    }
}
