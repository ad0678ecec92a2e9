package dev.kbench.assertion;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// In what two texts differ that mean the same to a reader: what is easily overlooked in a model's
/// answer.
final class TextKinship {
    /// Longer texts are not looked through.
    private static final int LONGEST = 100_000;

    private static final List<Trait> TRAITS =
            List.of(
                    new Trait(
                            "line ends (\\r\\n and \\n)",
                            text -> text.replace("\r\n", "\n").replace('\r', '\n')),
                    new Trait("white space at the start or end", TextKinship::trimmed),
                    new Trait("white space", text -> trimmed(text).replaceAll("[\\s\\p{Z}]+", " ")),
                    new Trait(
                            "invisible characters",
                            text -> text.replaceAll("[\\p{Cf}\\p{Cc}&&[^\\s]]", "")),
                    new Trait("quotation marks, dashes or dots", TextKinship::typewritten),
                    new Trait(
                            "how letters are composed (Unicode normalization)",
                            text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
                    new Trait(
                            "forms of characters, such as full width or ligatures",
                            text -> Normalizer.normalize(text, Normalizer.Form.NFKC)),
                    new Trait(
                            "case",
                            text -> text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)));

    private TextKinship() {}

    /// Something that a reader overlooks.
    ///
    /// @param without gives the text as it is without that trait
    private record Trait(String name, UnaryOperator<String> without) {}

    /// What alone makes two texts differ.
    ///
    /// @return such as `case`, or `case and white space`; empty where it is more than that
    static String of(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST || !agree(TRAITS, a, b)) {
            return "";
        }
        List<Trait> needed = new ArrayList<>(TRAITS);
        for (Trait trait : TRAITS.reversed()) {
            needed.remove(trait);
            if (!agree(needed, a, b)) {
                needed.add(0, trait);
            }
        }
        return String.join(" and ", needed.stream().map(Trait::name).toList());
    }

    private static boolean agree(List<Trait> traits, String a, String b) {
        String one = a;
        String other = b;
        for (Trait trait : traits) {
            one = trait.without.apply(one);
            other = trait.without.apply(other);
        }
        return one.equals(other);
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[\\s\\p{Z}]+", "").replaceAll("(?<![\\s\\p{Z}])[\\s\\p{Z}]+$", "");
    }

    private static String typewritten(String text) {
        return text.replaceAll("[\u2018\u2019\u201a\u201b\u2032\u00b4`]", "'")
                .replaceAll("[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]", "\"")
                .replaceAll("[\u2010-\u2015\u2212]", "-")
                .replace("\u2026", "...");
    }
}
