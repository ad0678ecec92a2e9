package dev.kbench.browser;

import java.util.List;
import java.util.Map;

/// What keeps a page's console within bounds while the page runs: a script that each document has
/// before its own. A page that logs without end would else keep its browser from all that it is
/// asked, its picture among it. The first entries go through, long texts cut; the others are
/// counted, and their number is told from time to time.
///
/// Workers have a console of their own that no such script reaches; a page that floods it, or its
/// errors, ends at its timeout.
final class BoundedConsole {
    /// How many entries of a document are taken down.
    static final int MOST_ENTRIES = 1_000;

    /// After how many characters a text is cut.
    static final int LONGEST_TEXT = 10_000;

    /// The name under which the script tells how many entries it has left out since it last did.
    static final String CHANNEL = "kbench-dropped";

    private static final String SCRIPT =
            """
            (tell) => {
              const most = %d, longest = %d, later = setTimeout, {apply} = Reflect;
              let taken = 0, dropped = 0, told = 0, waits = false;
              const report = () => {
                waits = false;
                tell(dropped - told);
                told = dropped;
              };
              const drop = () => {
                dropped++;
                if (dropped >= 2 * told) {
                  report();
                } else if (!waits) {
                  waits = true;
                  later(report, 100);
                }
              };
              const short = (values) => {
                for (let i = 0; i < values.length; i++) {
                  if (typeof values[i] === 'string' && values[i].length > longest) {
                    values[i] = values[i].slice(0, longest);
                  }
                }
                return values;
              };
              const bounded = (own, isEntry) => new Proxy(own, {
                apply(target, self, values) {
                  if (!isEntry(values)) {
                    return apply(target, self, values);
                  }
                  if (taken === most) {
                    return drop();
                  }
                  taken++;
                  return apply(target, self, short(values));
                }
              });
              for (const name of ['log', 'debug', 'info', 'warn', 'error', 'trace', 'dir', 'dirxml',
                  'table', 'group', 'groupCollapsed', 'count', 'timeLog', 'timeEnd']) {
                console[name] = bounded(console[name], () => true);
              }
              console.assert = bounded(console.assert, (values) => !values[0]);
            }
            """
                    .formatted(MOST_ENTRIES, LONGEST_TEXT);

    private BoundedConsole() {}

    /// The parameters of `script.addPreloadScript`.
    static Map<String, ?> parameters() {
        return Map.of(
                "functionDeclaration",
                SCRIPT,
                "arguments",
                List.of(Map.of("type", "channel", "value", Map.of("channel", CHANNEL))));
    }
}
