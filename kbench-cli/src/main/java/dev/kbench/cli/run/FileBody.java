package dev.kbench.cli.run;

import dev.kbench.cli.compile.BenchmarkFiles;
import dev.kbench.cli.compile.BenchmarkLoader;
import dev.kbench.cli.compile.SourceText;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.config.CacheFolder;
import dev.kbench.config.Settings;
import dev.kbench.internal.source.SourceCatalog;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A benchmark file whose text was read.
///
/// @param options what is asked for
/// @param source the file's text
record FileBody(RunOptions options, SourceText source) {
    /// Reads the file.
    ///
    /// @throws MisuseException if it, or a table that is named, is not there
    static FileBody read(RunOptions options) {
        SourceText source = SourceText.read(options.file());
        if (options.data().filter(Files::notExists).isPresent()) {
            throw new MisuseException(
                    "there is no file %s (--data); expected the path of a CSV, JSONL or Parquet file"
                            .formatted(options.data().get()));
        }
        return new FileBody(options, source);
    }

    /// Compiles and loads it. A method that cannot be a task is refused before anything is run.
    ///
    /// @param notice is told what of the file is left out
    /// @return what is to be run of it
    /// @throws MisuseException if it cannot be run
    Body load(Settings settings, Consumer<String> notice) {
        BenchmarkFiles.Compiled compiled =
                new BenchmarkFiles(CacheFolder.of(settings), notice).compile(source);
        try {
            return Body.of(types(compiled), compiled.file().mainAdded(), options, notice);
        } catch (IllegalArgumentException e) {
            throw new MisuseException(String.valueOf(e.getMessage()));
        }
    }

    private List<Class<?>> types(BenchmarkFiles.Compiled compiled) {
        SourceCatalog.launch(options.file());
        BenchmarkLoader loader = new BenchmarkLoader(compiled);
        List<Class<?>> types = new ArrayList<>();
        for (String name : compiled.file().topLevel()) {
            SourceCatalog.register(name, compiled.file().unit());
            try {
                types.add(loader.loadClass(name));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return types;
    }
}
