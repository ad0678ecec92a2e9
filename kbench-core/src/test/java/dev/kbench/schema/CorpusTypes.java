package dev.kbench.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The types that the answers of the corpus were asked for, by the names it gives them.
final class CorpusTypes {
    enum Mood {
        POSITIVE,
        NEGATIVE,
        NEUTRAL
    }

    record City(String name, String country, boolean capital) {}

    record Review(Mood mood, @Min(1) @Max(5) int stars, @Default("[]") List<String> phrases) {}

    sealed interface Shape2D permits Circle, Rectangle {}

    record Circle(double radius) implements Shape2D {}

    record Rectangle(double width, double height) implements Shape2D {}

    record Person(String name, Optional<Integer> age, Optional<String> email) {}

    record Item(String product, @Min(1) int count) {}

    record Order(String customer, List<Item> items, LocalDate due) {}

    record Folder(String name, @Default("[]") List<Folder> folders) {}

    static final SequencedMap<String, Schema<?>> ALL = all();

    private CorpusTypes() {}

    private static SequencedMap<String, Schema<?>> all() {
        SequencedMap<String, Schema<?>> all = new LinkedHashMap<>();
        all.put("int", Schema.of(int.class));
        all.put("double", Schema.of(double.class));
        all.put("boolean", Schema.of(boolean.class));
        all.put("mood", Schema.of(Mood.class));
        all.put("date", Schema.of(LocalDate.class));
        all.put("city", Schema.of(City.class));
        all.put("review", Schema.of(Review.class));
        all.put("person", Schema.of(Person.class));
        all.put("shape", Schema.of(Shape2D.class));
        all.put("ints", Schema.of(new TypeRef<List<Integer>>() {}));
        all.put("strings", Schema.of(new TypeRef<List<String>>() {}));
        all.put("cities", Schema.of(new TypeRef<List<City>>() {}));
        all.put("counts", Schema.of(new TypeRef<Map<String, Integer>>() {}));
        all.put("time", Schema.of(LocalTime.class));
        all.put("price", Schema.of(BigDecimal.class));
        all.put("moods", Schema.of(new TypeRef<Set<Mood>>() {}));
        all.put("order", Schema.of(Order.class));
        all.put("folder", Schema.of(Folder.class));
        return all;
    }
}
