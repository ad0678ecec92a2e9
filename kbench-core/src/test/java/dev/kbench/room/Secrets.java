package dev.kbench.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Marks that stand for what not everybody may know, who may know each, and where one was seen by
/// somebody who may not.
final class Secrets {
    private static final Pattern MARK =
            Pattern.compile("§\\d+§|sha256 \\p{XDigit}+|https://pictures\\.example/-?\\d+\\.png");

    private final Map<String, Set<String>> known = new HashMap<>();
    private final Map<String, String> others = new HashMap<>();
    private final List<String> leaks = new ArrayList<>();
    private int looked;

    /// A mark that some may know.
    String forSome(Iterable<String> ids) {
        String mark = "§" + known.size() + "§";
        Set<String> who = new TreeSet<>();
        ids.forEach(who::add);
        known.put(mark, who);
        return mark;
    }

    /// Lets one more know a mark.
    void tell(String mark, String id) {
        known.get(mark).add(id);
    }

    /// Whoever may not know a mark may not see this in its place either.
    void standsFor(String other, String mark) {
        others.put(other, mark);
    }

    /// A mark that nobody in a room may know.
    String forNobody() {
        return forSome(List.of());
    }

    /// Looks for marks in what reaches somebody.
    ///
    /// @param id who reads it; empty for whoever knows only what is open to all
    /// @param where what is looked at, for the report
    void look(String id, String where, String text) {
        looked++;
        if (text.indexOf('§') < 0 && text.indexOf("sha256 ") < 0 && text.indexOf("://") < 0) {
            return;
        }
        Matcher marks = MARK.matcher(text);
        while (marks.find()) {
            String mark = others.getOrDefault(marks.group(), marks.group());
            Set<String> who = known.get(mark);
            if (!mark.equals("openly") && (who == null || !who.contains(id))) {
                leaks.add("%s of '%s': %s, known to %s".formatted(where, id, marks.group(), who));
            }
        }
    }

    List<String> leaks() {
        return leaks;
    }

    /// How many texts were looked at, and how many marks there are.
    int looked() {
        return looked;
    }

    int marks() {
        return known.size();
    }
}
