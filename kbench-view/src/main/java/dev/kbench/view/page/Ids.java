package dev.kbench.view.page;

import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;
import dev.kbench.view.web.RefusedException;
import dev.kbench.view.web.Request;

/// Ids and searches of addresses; a bad one is refused with what was expected.
final class Ids {
    private Ids() {}

    static RunId of(String text) {
        try {
            return new RunId(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400, String.valueOf(e.getMessage()));
        }
    }

    /// The search of an address, without what belongs to the page alone.
    static RunQuery query(Request request, String... own) {
        try {
            return RunQuery.parse(request.queryWithout(own));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400, String.valueOf(e.getMessage()));
        }
    }
}
