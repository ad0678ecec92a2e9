package dev.kbench.notebook;

import dev.kbench.internal.source.LibraryException;
import dev.kbench.internal.source.LibraryList;
import dev.kbench.internal.source.LibraryProgram;
import dev.kbench.internal.source.WantedLibrary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Libraries that cells ask for by `//DEPS group:artifact:version` lines, as files do. They are
/// found by kbench's program for that, all that were asked for so far together, and are part of the
/// digest of every task's code from then on.
///
/// One thread.
final class CellLibraries {
    private final LibraryProgram program;
    private final SequencedMap<String, WantedLibrary> wanted = new LinkedHashMap<>();
    private final Set<Path> jars = new LinkedHashSet<>();
    private final Path list;

    /// @param program the folder of the program's jars
    CellLibraries(Path program) {
        this.program = new LibraryProgram(program);
        try {
            this.list = Files.createTempDirectory("kbench-libraries");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the class path needs for a cell.
    ///
    /// @param cell the cell's name
    /// @return what is new; none for a cell that asks for nothing new
    /// @throws CellException if something cannot be had
    List<Path> of(String cell, String code) {
        SequencedMap<String, WantedLibrary> all = new LinkedHashMap<>(wanted);
        List<Path> found;
        try {
            WantedLibrary.of(code).forEach(one -> all.putIfAbsent(one.coordinates(), one));
            if (all.size() == wanted.size()) {
                return List.of();
            }
            found = program.find(List.copyOf(all.values()), _ -> {});
        } catch (LibraryException e) {
            throw CellException.library(e.said(cell));
        } catch (IllegalStateException e) {
            throw CellException.library(String.valueOf(e.getMessage()));
        }
        wanted.putAll(all);
        List<Path> fresh = new ArrayList<>();
        if (jars.isEmpty()) {
            fresh.add(list);
        }
        found.stream().filter(jars::add).forEach(fresh::add);
        note();
        return fresh;
    }

    /// Other versions of them are other code.
    private void note() {
        try {
            Path file = list.resolve(LibraryList.RESOURCE);
            Files.createDirectories(file.getParent());
            Files.writeString(file, LibraryList.text(List.copyOf(jars)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
