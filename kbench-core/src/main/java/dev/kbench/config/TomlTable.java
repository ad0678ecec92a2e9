package dev.kbench.config;

import dev.kbench.key.KbenchException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A table of a TOML file, read key by key. What is wrong is refused with file, line, key and what
/// was expected.
///
/// One thread.
final class TomlTable {
    private static final long LARGEST = 1 << 20;

    private final Path file;
    private final TomlLines lines;
    private final List<String> path;
    private final JsonNode node;

    private TomlTable(Path file, TomlLines lines, List<String> path, JsonNode node) {
        this.file = file;
        this.lines = lines;
        this.path = path;
        this.node = node;
    }

    /// Reads a file.
    ///
    /// @throws KbenchException if it cannot be read, or is no TOML
    static TomlTable read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new KbenchException(
                        "%s: expected at most 1 MB of TOML, got %d bytes"
                                .formatted(file, Files.size(file)));
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return new TomlTable(
                    file, TomlLines.of(text), List.of(), new TomlMapper().readTree(text));
        } catch (CharacterCodingException e) {
            throw new KbenchException(
                    "%s is not UTF-8 text; save it as UTF-8 or remove it".formatted(file), e);
        } catch (IOException e) {
            throw new KbenchException(
                    "%s cannot be read: %s; mend or remove it".formatted(file, e), e);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null || at.getLineNr() < 1 ? 1 : at.getLineNr();
            throw new KbenchException(
                    "%s:%d: no TOML: %s".formatted(file, line, e.getOriginalMessage()), e);
        }
    }

    Path file() {
        return file;
    }

    /// Refuses keys that are none of these.
    void allow(Set<String> keys) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!keys.contains(field.getKey())) {
                throw wrong(field.getKey(), "expected " + list(keys) + ", not this key");
            }
        }
    }

    private static String list(Set<String> keys) {
        List<String> sorted = keys.stream().sorted().toList();
        return sorted.size() == 1
                ? sorted.getFirst()
                : String.join(", ", sorted.subList(0, sorted.size() - 1))
                        + " or "
                        + sorted.getLast();
    }

    boolean has(String key) {
        return node.has(key);
    }

    boolean isText(String key) {
        return node.path(key).isString();
    }

    Optional<String> text(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString() || value.asString().isBlank()) {
            throw wrong(key, "expected a text between quotes, got " + shown(value));
        }
        return Optional.of(value.asString());
    }

    /// Texts, joined by commas; one text is taken too.
    Optional<String> texts(String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isString()) {
            return text(key);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isString()) {
                throw wrong(key, "expected texts between quotes, got " + shown(one));
            }
            texts.add(one.asString());
        }
        return Optional.of(String.join(",", texts));
    }

    OptionalLong whole(String key, long least, long most) {
        JsonNode value = node.get(key);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw wrong(
                    key,
                    "expected a whole number from %d to %d, got %s"
                            .formatted(least, most, shown(value)));
        }
        return OptionalLong.of(value.longValue());
    }

    OptionalInt count(String key, int least) {
        OptionalLong value = whole(key, least, Integer.MAX_VALUE);
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    OptionalDouble number(String key, double least, double most) {
        JsonNode value = node.get(key);
        if (value == null) {
            return OptionalDouble.empty();
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= least && number <= most)) {
            throw wrong(
                    key,
                    "expected a number from %s to %s, got %s"
                            .formatted(plain(least), plain(most), shown(value)));
        }
        return OptionalDouble.of(number);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /// A date, with quotes or without.
    String date(String key) {
        JsonNode value = node.get(key);
        return value == null ? "" : value.asString("");
    }

    Optional<TomlTable> table(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrong(key, "expected a table, got " + shown(value));
        }
        return Optional.of(new TomlTable(file, lines, below(key), value));
    }

    /// The tables of a table, by name, in order.
    Map<String, TomlTable> tables(String key) {
        Map<String, TomlTable> tables = new LinkedHashMap<>();
        Optional<TomlTable> outer = table(key);
        if (outer.isPresent()) {
            for (String name : outer.get().node.propertyNames()) {
                outer.get().table(name).ifPresent(table -> tables.put(name, table));
            }
        }
        return tables;
    }

    private List<String> below(String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    /// What says that a key's value is wrong.
    KbenchException wrong(String key, String expected) {
        List<String> whole = key.isEmpty() ? path : below(key);
        return new KbenchException(
                "%s:%d: %s: %s"
                        .formatted(file, lines.of(whole), String.join(".", whole), expected));
    }

    /// The beginning of a value; it may be a key that was pasted in the wrong place, so not more.
    private static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.asString().isBlank() ? "an empty text" : "a text";
            case OBJECT -> "a table";
            case ARRAY -> "a list";
            default -> value.toString();
        };
    }
}
