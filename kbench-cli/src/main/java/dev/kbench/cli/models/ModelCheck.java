package dev.kbench.cli.models;

import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.Style;
import dev.kbench.cli.show.Terminal;
import dev.kbench.config.Settings;
import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;
import dev.kbench.key.CanonicalJson;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.llm.spi.ModelLayers;
import dev.kbench.llm.spi.Progress;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// Shows the settings about models, asks the configured models for a word, and names the others
/// that are there. Only what is configured or named is asked: a model may have to be fetched, or
/// paid for. A server that is configured without any model of it is asked which models it has.
public final class ModelCheck {
    private static final Duration LIST = Duration.ofSeconds(10);

    private final Shell shell;
    private final Duration patience;

    /// Makes one.
    ///
    /// @param shell streams and environment
    /// @param patience how long to wait for each model
    public ModelCheck(Shell shell, Duration patience) {
        this.shell = shell;
        this.patience = patience;
    }

    /// Shows it.
    ///
    /// @param named the models to ask; empty for the configured ones
    /// @param all whether to ask those of `kbench.toml` too, where none is named
    /// @param json whether for a program: a JSON object for each that was asked, with `asked`,
    ///   `answers` and `text`
    /// @return 0 where all that were asked have answered, else 2
    public int run(List<String> named, boolean all, boolean json) {
        Settings settings = shell.settings();
        settings.warnings().forEach(shell::notice);
        Terminal terminal = shell.terminal();
        if (!json) {
            configured(settings, terminal);
        }
        try (Models models = Models.load(settings, ModelLayers.NONE, Progress.NONE)) {
            List<String> asked = named.isEmpty() ? Configured.models(settings, models, all) : named;
            Map<String, FutureTask<Probe>> asking = new LinkedHashMap<>();
            asked.forEach(id -> asking.computeIfAbsent(id, model -> Probe.ofModel(models, model)));
            if (named.isEmpty()) {
                for (Catalog server : models.catalogsBeside(asked)) {
                    asking.put(server.server(), Probe.ofServer(server, LIST));
                }
            }
            boolean answered = ask(asking, json ? this::record : probe -> line(probe, terminal));
            if (!json) {
                others(models, asked, terminal);
            }
            return answered ? 0 : 2;
        }
    }

    private void configured(Settings settings, Terminal terminal) {
        List<List<String>> rows = Configured.rows(settings, shell);
        if (rows.isEmpty()) {
            terminal.paragraphs(
                    "No default model is configured; kbench run uses local/smollm2. To set one, run"
                            + " kbench init.");
        } else {
            int width = rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
            for (List<String> row : rows) {
                terminal.line(
                        "%s  %s  %s"
                                .formatted(
                                        TextWidth.padRight(row.get(0), width),
                                        SafeText.line(row.get(1)),
                                        terminal.styled(
                                                Style.DIM, "(" + SafeText.line(row.get(2)) + ")")));
            }
        }
    }

    private boolean ask(Map<String, FutureTask<Probe>> asking, Consumer<Probe> shown) {
        boolean all = true;
        try {
            for (Map.Entry<String, FutureTask<Probe>> each : asking.entrySet()) {
                Probe probe = Probe.await(each.getValue(), each.getKey(), patience);
                all &= probe.answers();
                shown.accept(probe);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return all;
    }

    private void record(Probe probe) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("asked", probe.asked());
        record.put("answers", probe.answers());
        record.put("text", probe.text());
        shell.records().println(CanonicalJson.of(record));
    }

    private static void line(Probe probe, Terminal terminal) {
        terminal.line(
                "%s %s"
                        .formatted(
                                terminal.mark(probe.answers(), Style.RED),
                                SafeText.line(said(probe))));
    }

    /// Most messages of providers begin with the model or the server.
    private static String said(Probe probe) {
        return probe.text().startsWith(probe.asked() + ": ")
                        || probe.text().startsWith(probe.asked() + " at ")
                ? probe.text()
                : "%s: %s".formatted(probe.asked(), probe.text());
    }

    private static void others(Models models, List<String> asked, Terminal terminal) {
        List<String> others =
                models.known().values().stream()
                        .flatMap(List::stream)
                        .filter(id -> !asked.contains(id))
                        .toList();
        if (!others.isEmpty()) {
            terminal.paragraphs(
                    "Also there, not asked: %s. To ask one: kbench models %s"
                            .formatted(
                                    SafeText.line(String.join(", ", others)),
                                    SafeText.line(others.getFirst())));
        }
    }
}
