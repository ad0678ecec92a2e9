package dev.kbench.tools.sandbox;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a provider can hold a program to, here and now, and why not to more.
///
/// @param provider the provider's name
/// @param how each guarantee that it gives, and by what means
/// @param missing each guarantee that it does not give, with the reason and what to do about it
public record Isolation(
        String provider, SortedMap<Guarantee, String> how, SortedMap<Guarantee, String> missing) {
    /// Every guarantee must stand on one of the two sides.
    public Isolation {
        how = Collections.unmodifiableSortedMap(new TreeMap<>(how));
        missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
        Set<Guarantee> all = EnumSet.noneOf(Guarantee.class);
        all.addAll(how.keySet());
        all.addAll(missing.keySet());
        if (all.size() != Guarantee.values().length || how.size() + missing.size() != all.size()) {
            throw new IllegalArgumentException(
                    "%s: expected each guarantee either given or missing, got %s and %s"
                            .formatted(provider, how.keySet(), missing.keySet()));
        }
    }

    /// What a provider gives where all it lacks is lacking for one reason.
    ///
    /// @param provider the provider's name
    /// @param how each guarantee that it gives, and by what means
    /// @param reason why it gives no others, and what to do about it
    /// @return the isolation
    public static Isolation of(String provider, Map<Guarantee, String> how, String reason) {
        return of(provider, how, Map.of(), reason);
    }

    /// What a provider gives.
    ///
    /// @param provider the provider's name
    /// @param how each guarantee that it gives, and by what means
    /// @param missing reasons for some of those that it does not give
    /// @param otherwise the reason for the rest
    /// @return the isolation
    public static Isolation of(
            String provider,
            Map<Guarantee, String> how,
            Map<Guarantee, String> missing,
            String otherwise) {
        Map<Guarantee, String> without = new EnumMap<>(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            if (!how.containsKey(guarantee)) {
                without.put(guarantee, missing.getOrDefault(guarantee, otherwise));
            }
        }
        return new Isolation(provider, new TreeMap<>(how), new TreeMap<>(without));
    }

    /// What it guarantees.
    ///
    /// @return the guarantees, those that are most often asked for first
    public Set<Guarantee> guarantees() {
        return how.keySet();
    }

    /// Whether it gives all that is asked for.
    ///
    /// @param required what is asked for
    /// @return true if nothing of it is missing
    public boolean gives(Set<Guarantee> required) {
        return how.keySet().containsAll(required);
    }

    /// Why it does not give what is asked for.
    ///
    /// @param required what is asked for
    /// @return one line of what is missing and why; empty if nothing is
    public String lacking(Set<Guarantee> required) {
        return missing.entrySet().stream()
                .filter(one -> required.contains(one.getKey()))
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getValue,
                                java.util.LinkedHashMap::new,
                                Collectors.mapping(
                                        one -> one.getKey().toString(), Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(one -> "no %s (%s)".formatted(one.getValue(), one.getKey()))
                .collect(Collectors.joining("; "));
    }
}
