package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.Progress;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a scenario is played: a folder of its own, and models that answer as the prompt says.
/// `REPLY:` and `JSON:` give the answer, `USAGE` and `COST` the figures, as in the original's
/// recordings.
final class Stage {
    final Llm model = llm("mock/model");
    final Llm judge = llm("mock/judge");
    private final Path folder;
    private final Workspace workspace;

    Stage(Path folder) {
        Settings settings = Settings.of(Map.of());
        this.folder = folder;
        this.workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(folder),
                        Overrides.NONE);
    }

    static Llm llm(String id) {
        return new Llm(
                new Connection(ModelRef.of(id, "mock"), id, new Scripted(), "scripted"), List.of());
    }

    <T> T play(Callable<T> scenario) throws Exception {
        return workspace.call(scenario);
    }

    /// The files that were written, by name.
    Map<String, Path> files() throws IOException {
        return files(folder);
    }

    static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> files.put(file.getFileName().toString(), file));
        }
        return files;
    }

    private static final class Scripted implements ModelClient {
        private static final Pattern ANSWER = Pattern.compile("(?:REPLY|JSON):(.*)");
        private static final Pattern USAGE = Pattern.compile("\\bUSAGE(?::([\\d,]+))?");
        private static final Pattern COST = Pattern.compile("\\bCOST(?::([\\d,]+))?");

        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            String asked =
                    call.request().messages().stream()
                            .map(message -> message.text())
                            .filter(text -> ANSWER.matcher(text).find())
                            .reduce((_, last) -> last)
                            .orElse("");
            Matcher answer = ANSWER.matcher(asked);
            assertThat(answer.find()).as(asked).isTrue();
            return ModelResponse.of(answer.group(1), usage(asked));
        }

        private static Usage usage(String asked) {
            long[] tokens = figures(USAGE.matcher(asked), "120,34", "10,1");
            long[] costs = figures(COST.matcher(asked), "60900,8400,640", "");
            OptionalLong none = OptionalLong.empty();
            boolean known = !asked.contains("NOUSAGE");
            return new Usage(
                    known ? OptionalLong.of(tokens[0]) : none,
                    known ? OptionalLong.of(tokens[1]) : none,
                    none,
                    none,
                    costs.length == 0 ? none : OptionalLong.of(costs[0]),
                    costs.length == 0 ? none : OptionalLong.of(costs[1]),
                    costs.length == 0 ? none : OptionalLong.of(costs[2]));
        }

        private static long[] figures(Matcher matcher, String bare, String absent) {
            String text = absent;
            if (matcher.find()) {
                text = matcher.group(1) == null ? bare : matcher.group(1);
            }
            return Stream.of(text.split(","))
                    .filter(figure -> !figure.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        }

        @Override
        public void close() {}
    }
}
