import static dev.kbench.Kbench.*;

import module dev.kbench;

record Person(String name, int age, String occupation) {}

// %%
/// Asks for a record, and checks it field by field.
@Benchmark("extract_person")
void extractPerson(Llm llm, String bio) {
    Person person = llm.prompt("Extract the name, age, and occupation:\n\n" + bio, Person.class);
    assertEqual("Marie Curie", person.name(), "The name.");
    assertEqual(66, person.age(), "The age at death.");
    assertIn("physicist", person.occupation().toLowerCase(Locale.ROOT), "The occupation.");
}

// %%
void main() {
    Task.of(this::extractPerson)
            .attempt(llm(), "Marie Curie was a physicist, born in 1867, who died in 1934 at 66.");
}
