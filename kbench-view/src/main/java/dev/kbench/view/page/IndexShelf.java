package dev.kbench.view.page;

import dev.kbench.view.index.Facets;
import dev.kbench.view.index.RunCell;
import dev.kbench.view.index.RunGroup;
import dev.kbench.view.index.RunIndex;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;

import java.util.List;
import java.util.Optional;

/// The runs of an index.
///
/// @param index the index
public record IndexShelf(RunIndex index) implements Shelf {
    @Override
    public Found search(RunQuery query) {
        return new Rows(index.search(query));
    }

    @Override
    public Facets facets(RunQuery query) {
        return index.facets(query);
    }

    @Override
    public List<RunGroup> groups(RunQuery query) {
        return index.groups(query);
    }

    @Override
    public List<RunCell> cells(RunQuery query) {
        return index.cells(query);
    }

    @Override
    public ViewedRun read(RunId id) {
        return index.read(id);
    }

    @Override
    public List<RunLine> earlier(RunId id) {
        return index.earlier(id);
    }

    private record Rows(dev.kbench.view.index.Found found) implements Found {
        @Override
        public long total() {
            return found.total();
        }

        @Override
        public List<RunLine> lines(long from, int count) {
            return found.lines(from, count);
        }

        @Override
        public long indexOf(RunId id) {
            return found.indexOf(id);
        }

        @Override
        public Optional<RunId> nextFailing(RunId id) {
            return found.nextFailing(id);
        }

        @Override
        public Optional<RunId> previousFailing(RunId id) {
            return found.previousFailing(id);
        }
    }
}
