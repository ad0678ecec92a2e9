package dev.kbench.notebook;

import dev.kbench.internal.source.SourceCatalog;

import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Evaluates cells by JShell. Each declaration, statement and expression of a cell is a snippet;
/// JShell puts a class around each, whose source is made known under the cell's name, so that an
/// assertion tells the cell's line, and a task its code.
///
/// `this::quiz` means the method of the notebook, as in a file. JShell knows nothing of that: the
/// reference names the class around the method, and where the method is declared anew, methods that
/// refer to it are, too; variables that were made with it are taken away, so that none goes on with
/// the method as it was.
///
/// One thread; {@link #interrupt} from any.
final class Cells implements AutoCloseable {
    private final CellLibraries libraries;
    private final CellControl control = new CellControl(this::register);
    private final JShell shell;

    /// Where the snippets stand, by their ids: those of a cell that is evaluated are not known by
    /// id yet when they run.
    private final Map<String, Place> places = new HashMap<>();

    private final Set<String> registered = new HashSet<>();

    /// Snippets with `this::` in them, by the source that JShell got.
    private final List<Referring> referring = new ArrayList<>();

    /// Variables that were taken away, with the method that was declared anew.
    private final Map<String, String> taken = new HashMap<>();

    private final Set<String> renewing = new HashSet<>();
    private Place now = new Place("cell", 1, "");

    /// Where a snippet stands.
    ///
    /// @param cell the cell's name
    /// @param line the snippet's first line in it, from 1
    /// @param source the snippet as the user wrote it
    record Place(String cell, int line, String source) {}

    /// A snippet that refers to methods of the notebook.
    ///
    /// @param snippet what JShell made of it; null where it waits for a method
    private record Referring(@Nullable Snippet snippet, Place place, Set<String> methods) {
        boolean waits() {
            return snippet == null;
        }
    }

    /// @param compilerOptions how cells are compiled
    /// @param libraries where cells' libraries come from
    Cells(List<String> compilerOptions, CellLibraries libraries) {
        this.libraries = libraries;
        this.shell =
                JShell.builder()
                        .executionEngine(control, Map.of())
                        .compilerOptions(compilerOptions.toArray(String[]::new))
                        .build();
    }

    SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    void interrupt() {
        control.interrupt();
    }

    /// Evaluates a cell.
    ///
    /// @param name its name, such as `cell 3`
    /// @param code its text
    /// @return what its last expression came to; null where it ends in none, or in null
    /// @throws CellException if it does not compile, or throws
    @Nullable Object evaluate(String name, String code) {
        libraries.of(name, code).forEach(path -> shell.addToClasspath(path.toString()));
        Object value = null;
        int line = 1;
        String rest = code;
        while (true) {
            CompletionInfo info = analysis().analyzeCompletion(rest);
            if (info.completeness() == Completeness.EMPTY) {
                return value;
            }
            if (!info.completeness().isComplete()) {
                throw CellException.incomplete(
                        rest, new Place(name, line + blankLines(rest), rest));
            }
            String source = info.source();
            now = new Place(name, line + blankLines(source), source.strip());
            value = evaluate();
            line += lineEnds(rest) - lineEnds(info.remaining());
            rest = info.remaining();
        }
    }

    private @Nullable Object evaluate() {
        Place place = now;
        String source = place.source();
        SequencedMap<Integer, String> own = OwnMethods.in(analysis(), source);
        Set<String> methods = new LinkedHashSet<>(own.values());
        if (!methods.stream().allMatch(name -> owner(name).isPresent())) {
            await(place, methods);
            return null;
        }
        StringBuilder named = new StringBuilder(source);
        own.reversed().forEach((at, name) -> named.replace(at, at + 4, owner(name).orElseThrow()));
        List<SnippetEvent> events = shell.eval(named.toString());
        register();
        Object value = null;
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                value = value(event);
                note(event.snippet(), place, methods);
            }
        }
        for (SnippetEvent event : events) {
            if (event.snippet() instanceof MethodSnippet method && event.status().isActive()) {
                renew(method.name());
            }
        }
        return value;
    }

    /// The class around a method of the notebook.
    private Optional<String> owner(String method) {
        return shell.methods()
                .filter(one -> one.name().equals(method))
                .reduce((_, later) -> later)
                .map(one -> analysis().wrapper(one).fullClassName())
                .map(name -> name.substring(name.lastIndexOf('.') + 1));
    }

    /// A declaration may name methods that come later, as in a file.
    private void await(Place place, Set<String> methods) {
        boolean declares =
                analysis().sourceToSnippets(place.source()).stream()
                        .allMatch(one -> one.kind() == Snippet.Kind.METHOD);
        if (!declares) {
            String missing =
                    methods.stream()
                            .filter(name -> owner(name).isEmpty())
                            .findFirst()
                            .orElseThrow();
            throw CellException.undeclared(missing, place);
        }
        referring.removeIf(one -> one.waits() && one.place().equals(place));
        referring.add(new Referring(null, place, methods));
    }

    private void note(Snippet snippet, Place place, Set<String> methods) {
        referring.removeIf(one -> one.snippet() != null && !shell.status(one.snippet()).isActive());
        if (snippet instanceof VarSnippet variable) {
            taken.remove(variable.name());
        }
        if (!methods.isEmpty()) {
            referring.add(new Referring(snippet, place, methods));
        }
    }

    /// Declares anew what refers to a method that was.
    private void renew(String method) {
        if (!renewing.add(method)) {
            return;
        }
        try {
            for (Referring one : List.copyOf(referring)) {
                if (one.methods().contains(method)) {
                    renew(one, method);
                }
            }
        } finally {
            renewing.remove(method);
        }
    }

    private void renew(Referring one, String method) {
        switch (one.snippet()) {
            case VarSnippet variable -> {
                referring.remove(one);
                taken.put(variable.name(), method);
                shell.drop(variable);
            }
            case MethodSnippet itself when itself.name().equals(method) -> {}
            case null, default -> {
                if (one.waits() || one.snippet() instanceof MethodSnippet) {
                    referring.remove(one);
                    now = one.place();
                    evaluate();
                }
            }
        }
    }

    private @Nullable Object value(SnippetEvent event) {
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            throw CellException.unresolved(shell, unresolved.getSnippet(), now);
        }
        if (event.exception() != null) {
            Throwable thrown = control.thrown();
            throw CellException.thrown(thrown == null ? event.exception() : thrown);
        }
        Snippet snippet = event.snippet();
        switch (event.status()) {
            case VALID, RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> {}
            default -> throw CellException.refused(shell, snippet, now, taken);
        }
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND ->
                    control.value();
            default -> null;
        };
    }

    /// Makes the sources of the classes known that were loaded since: of a snippet of this cell,
    /// and of earlier ones that it changes something for.
    private void register() {
        if (!control.hasLoaded()) {
            return;
        }
        shell.snippets()
                .filter(snippet -> shell.status(snippet).isActive())
                .forEach(this::register);
    }

    private void register(Snippet snippet) {
        Place place = places.computeIfAbsent(snippet.id(), _ -> now);
        SnippetWrapper wrapper = analysis().wrapper(snippet);
        if (registered.add(wrapper.fullClassName())) {
            SourceCatalog.register(
                    wrapper.fullClassName(), WrappedSource.of(snippet, wrapper, place));
        }
    }

    static int lineEnds(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private static int blankLines(String text) {
        return lineEnds(text.substring(0, text.length() - text.stripLeading().length()));
    }

    @Override
    public void close() {
        shell.close();
    }
}
