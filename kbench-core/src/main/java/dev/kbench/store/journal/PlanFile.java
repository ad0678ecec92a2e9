package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// `plan.json` beside a journal.
///
/// @param number which evaluation of its folder it is, from 1: what order they have
record PlanFile(long number, JournalPlan plan) {
    static final String NAME = "plan.json";

    void write(Path folder, Disk disk) throws IOException {
        ObjectNode root = SealedJson.object();
        root.put("format", RecordFormat.VERSION);
        root.put("number", number);
        root.put("id", plan.id());
        root.put("created", plan.created().toString());
        root.put("digest", plan.digest());
        root.put("task", plan.task());
        ArrayNode models = root.putArray("models");
        plan.models().forEach(models::add);
        root.put("runs", plan.runs());
        root.set("plan", SealedJson.parse(plan.details()));
        disk.replace(folder.resolve(NAME), SealedJson.bytes(root));
    }

    static PlanFile read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            JsonNode root =
                    SealedJson.read(Files.readAllBytes(file))
                            .orElseThrow(
                                    () -> new IllegalArgumentException("its checksum differs"));
            List<String> models = new ArrayList<>();
            root.path("models").forEach(model -> models.add(model.asString("")));
            return new PlanFile(
                    root.path("number").asLong(0),
                    new JournalPlan(
                            root.path("id").asString(""),
                            root.path("digest").asString(""),
                            root.path("task").asString(""),
                            models,
                            root.path("runs").asLong(0),
                            Instant.parse(root.path("created").asString("")),
                            SealedJson.print(root.path("plan"))));
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new StoreException(
                    "%s is damaged: expected what the evaluation wrote there when it began; remove the folder %s to forget the evaluation"
                            .formatted(file, folder),
                    e);
        }
    }
}
