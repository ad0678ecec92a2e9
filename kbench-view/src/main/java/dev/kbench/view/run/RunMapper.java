package dev.kbench.view.run;

import dev.kbench.chat.Chat;
import dev.kbench.key.CanonicalJson;
import dev.kbench.key.RunKey;
import dev.kbench.run.Outcome;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.PassCount;
import dev.kbench.run.Run;
import dev.kbench.run.RunSummary;
import dev.kbench.run.TranscriptException;
import dev.kbench.store.FiledTask;
import dev.kbench.store.Redaction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Makes what is shown of a run out of the run.
///
/// @param evaluation the id of its evaluation; empty for a run of no journal
/// @param folder where its journal lies; empty for a run of no journal
/// @param redaction what is not shown
record RunMapper(String evaluation, Path folder, Redaction redaction) {
    private Redaction shown(Run<?> run) {
        return redaction.hiding(run.privateValues());
    }

    RunFacts facts(Run<?> run, int attempt, boolean passed, OptionalDouble number) {
        Redaction shown = shown(run);
        OutcomeRecord outcome = OutcomeRecord.kindOf(run.outcome());
        RunKey key = run.attempt().key();
        return new RunFacts(
                run.task().name(),
                run.model().map(model -> model.id()).orElse(""),
                run.id(),
                shown.text(run.identity().label()),
                key.trial(),
                attempt,
                params(run),
                outcome.kind(),
                outcome.reason(),
                passed,
                finite(number),
                isShare(run.outcome()),
                RunSummary.row(key),
                RunSummary.cell(key),
                value(run.outcome(), shown),
                shown.failure(outcome.failure()),
                run.usage(),
                Optional.of(run.startTime()),
                Optional.of(run.duration()),
                "");
    }

    static OptionalDouble finite(OptionalDouble number) {
        return number.isPresent() && Double.isFinite(number.getAsDouble())
                ? number
                : OptionalDouble.empty();
    }

    private SequencedMap<String, ParamValue> params(Run<?> run) {
        SequencedMap<String, ParamValue> params = new LinkedHashMap<>();
        run.params()
                .asMap()
                .forEach(
                        (name, value) ->
                                params.put(
                                        name,
                                        run.privateValues().names().contains(name)
                                                ? ParamValue.PRIVATE
                                                : ParamValue.of(value, shown(run))));
        return params;
    }

    private static boolean isShare(Outcome<?> outcome) {
        return outcome instanceof Outcome.Completed<?>(Object value)
                && (value == null || value instanceof Boolean || value instanceof PassCount);
    }

    private static String value(Outcome<?> outcome, Redaction shown) {
        return outcome instanceof Outcome.Completed<?>(Object value) && value != null
                ? shown.text(CanonicalJson.of(value))
                : "";
    }

    ViewedRun viewed(RunId id, Run<?> run, RunFacts facts, List<String> troubles) {
        List<ViewedRun> subruns = new ArrayList<>();
        for (Run<?> inner : run.subruns()) {
            RunId innerId = new RunId(id + "~" + subruns.size());
            subruns.add(
                    viewed(
                            innerId,
                            inner,
                            facts(
                                    inner,
                                    inner.attempt().attempt(),
                                    inner.passed(),
                                    inner.numericResult()),
                            List.of()));
        }
        return facts.whole(
                id,
                evaluation,
                folder,
                task(run),
                run.model()
                        .map(model -> shown(run).texts(model.settings()))
                        .orElse(new LinkedHashMap<>()),
                new Said(
                        run.assertionResults().stream().map(shown(run)::assertion).toList(),
                        chat(run),
                        subruns),
                run.cached(),
                troubles);
    }

    /// Without its conversation a run is shown all the same.
    private Chat chat(Run<?> run) {
        try {
            return shown(run).chat(run.chat());
        } catch (TranscriptException unreadable) {
            return Said.NOTHING.chat();
        }
    }

    /// A journal holds no sources: they stand in the task's file, as long as that is of the same
    /// version.
    private ViewedTask task(Run<?> run) {
        String name = run.task().name();
        int version = run.task().version();
        if (!run.task().definition().isEmpty()) {
            return new ViewedTask(name, run.task().description(), version, run.task().definition());
        }
        return filesFolder()
                .flatMap(files -> FiledTask.find(files, name))
                .filter(task -> task.version() == version)
                .map(task -> new ViewedTask(name, task.description(), version, task.definition()))
                .orElse(new ViewedTask(name, "", version, ""));
    }

    /// The folder of run files that the journal lies in, as `.kbench/journal/ID`.
    private Optional<Path> filesFolder() {
        return Optional.ofNullable(folder.toAbsolutePath().getParent())
                .map(Path::getParent)
                .map(Path::getParent);
    }
}
