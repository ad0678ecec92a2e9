import static dev.kbench.Kbench.*;

import module dev.kbench;

enum Mood {
    POSITIVE,
    NEGATIVE,
    @Description("neither, or both")
    MIXED
}

record Review(
        Mood mood,
        @Min(1) @Max(5) int stars,
        @Description("short quotations") @Default("[]") List<@Size(max = 80) String> phrases,
        Optional<String> note) {}

sealed interface Figure permits Circle, Box {}

record Circle(double radius) implements Figure {}

record Box(double width, double height) implements Figure {}

// %%
/// Has a review mended that was written carelessly, and compares it field by field.
@Benchmark("mend_review")
boolean mendReview(Llm llm) {
    Review review =
            llm.prompt(
                    "Mend this JSON: {'mood': 'positive', stars: 5, 'phrases': ['great sound',],}",
                    Review.class,
                    with -> with.repair(1));
    Review expected = new Review(Mood.POSITIVE, 5, List.of("great sound"), Optional.empty());
    return assertEqual(expected, review, "Every field should be kept.").passed();
}

// %%
/// Asks for what has no class of its own, for one of several records, and for a list.
@Benchmark("forms")
boolean forms(Llm llm) {
    Fields sum =
            llm.prompt(
                    "Answer as this: {\"answer\": 4, \"sure\": true}",
                    Schema.fields("answer", int.class, "sure", boolean.class));
    Figure figure = llm.prompt("Repeat: {\"type\": \"Circle\", \"radius\": 2}", Figure.class);
    List<Integer> primes = llm.prompt("Repeat: [2, 3, 5]", new TypeRef<List<Integer>>() {});
    double area =
            switch (figure) {
                case Circle(double radius) -> Math.PI * radius * radius;
                case Box(double width, double height) -> width * height;
            };
    return assertTrue(area > 12, "It should be the circle.").passed()
            && sum.bool("sure")
            && primes.contains(5);
}

// %%
/// Shows a picture, and has a judge say what the answer is worth.
@Benchmark("picture")
Map<String, Object> picture(Llm llm, Llm judge) {
    int[] red = new int[64 * 64];
    Arrays.fill(red, 0xffff0000);
    Image picture = Image.fromPixels(red, 64, 64);
    String said = llm.prompt("Which colour is this picture?", with -> with.image(picture));
    Optional<AssessReport> report =
            assessResponseWithJudge(
                    List.of("It names one colour.", "The colour is red."), said, judge);
    report.ifPresent(
            r ->
                    r.results()
                            .forEach(
                                    c -> assertTrue(c.passed(), c.criterion() + " " + c.reason())));
    return Map.of(
            "judged", report.isPresent(), "share", report.map(AssessReport::share).orElse(0.0));
}

// %%
void main() {
    Task.of(this::mendReview).attempt(llm());
    Task.of(this::forms).attempt(llm());
    Task.of(this::picture).attempt(llm(), judgeLlm());
}
