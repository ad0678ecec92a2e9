package dev.kbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class PrivateColumnsTest {
    @TempDir Path folder;

    private final DataFrame people =
            DataFrame.ofColumns(
                            "name",
                            List.of("Ann", "Bob"),
                            "age",
                            Arrays.asList(37, null),
                            "note",
                            List.of("for Ann", "for Ann and Bob"))
                    .withPrivate("age", "name");

    @Test
    void valuesAreThereAndNotShown() {
        assertThat(people.privateColumns()).containsExactly("name", "age");
        assertThat(people.column("name").value(0)).contains("Ann");
        assertThat(people.column("name")).hasToString("name[[private], [private]]");
        assertThat(people)
                .hasToString(
                        """
                           name       age        note
                        0  [private]  [private]  for [private]
                        1  [private]             for Ann and [private]
                        """);
    }

    @Test
    void whereNothingIsPrivateTheTableIsShownItself() {
        DataFrame table = DataFrame.ofColumns("n", List.of(1));
        assertThat(table.shown()).isSameAs(table);
        assertThat(table.withPrivate()).isSameAs(table);
        assertThat(table.privateColumns()).isEmpty();
    }

    @Test
    void theMarkIsNoPartOfTheContent() {
        assertThat(people)
                .isEqualTo(
                        people.shown()
                                .with("name", List.of("Ann", "Bob"))
                                .with("age", Arrays.asList(37, null))
                                .with("note", List.of("for Ann", "for Ann and Bob")));
        assertThat(Dataset.of(people).sha256()).isEqualTo(people.sha256());
    }

    @Test
    void filesHaveWhatIsShown() throws IOException {
        people.writeCsv(folder.resolve("a.csv"));
        people.writeJsonl(folder.resolve("a.jsonl"));
        assertThat(folder.resolve("a.csv"))
                .hasContent(
                        """
                        name,age,note
                        [private],[private],for [private]
                        [private],,for Ann and [private]
                        """);
        assertThat(Files.readAllLines(folder.resolve("a.jsonl")).getFirst())
                .isEqualTo(
                        "{\"name\":\"[private]\",\"age\":\"[private]\",\"note\":\"for"
                                + " [private]\"}");
    }

    @Test
    void tablesMadeOfOneHaveItsPrivateColumns() {
        DataFrame other = DataFrame.ofColumns("name", List.of("Cid"), "city", List.of("Bern"));
        assertThat(people.select("name").privateColumns()).containsExactly("name");
        assertThat(people.drop("age").privateColumns()).containsExactly("name");
        assertThat(people.rename("name", "who").privateColumns()).containsExactly("who", "age");
        assertThat(people.filter(_ -> true).privateColumns()).containsExactly("name", "age");
        assertThat(people.sort("name").privateColumns()).containsExactly("name", "age");
        assertThat(people.concat(other).privateColumns()).containsExactly("name", "age");
        assertThat(other.concat(people).privateColumns()).containsExactly("name", "age");
        assertThat(people.leftJoin(other, "name").privateColumns()).containsExactly("name", "age");
        assertThat(other.leftJoin(people, "name").privateColumns()).containsExactly("name", "age");
        assertThat(people.groupBy("name").count().privateColumns()).containsExactly("name");
        assertThat(people.withLabels(List.of("a", "b")).privateColumns())
                .containsExactly("name", "age");
        assertThat(people.with("name", List.of("x", "y")).privateColumns()).containsExactly("age");
    }

    @Test
    void labelsAndRowsAreShownWithoutThem() {
        DataFrame labelled = people.withLabels(List.of("Ann", "b"));
        assertThat(labelled.shown().labels()).containsExactly("0", "b");
        assertThat(labelled.row(0))
                .hasToString("row 0{name=[private], age=[private], note=for [private]}");
        assertThat(labelled.row(0).place()).isEqualTo("row 0");
        assertThat(labelled.row(0).briefly()).isEqualTo("row 0");
        assertThat(labelled.row(0).label()).isEqualTo("Ann");
        assertThat(labelled.row(0).isPrivate("name")).isTrue();
        assertThat(labelled.row(0).isPrivate("note")).isFalse();
    }

    @Test
    void messagesDoNotQuoteThem() {
        assertThatThrownBy(() -> people.column("name").mean())
                .hasMessage("row 0 of column 'name' is no finite number: [private]");
        DataFrame twice = DataFrame.ofColumns("name", List.of("Ann", "Ann")).withPrivate("name");
        assertThatThrownBy(() -> people.join(twice, "name"))
                .hasMessage(
                        "rows 0 and 1 of the table to join have the same 'name', [private]; a join"
                                + " needs each key once");
        assertThatThrownBy(
                        () ->
                                DataFrame.ofColumns("mixed", List.of("Ann", 7))
                                        .withPrivate("mixed")
                                        .sort("mixed"))
                .hasMessage(
                        "column 'mixed' cannot be sorted: [private] (Integer) and [private]"
                                + " (String) cannot be compared");
        assertThatThrownBy(
                        () ->
                                DataFrame.ofColumns("m", List.of(Map.of("a", "Ann")))
                                        .withPrivate("m")
                                        .column("m")
                                        .field("b"))
                .hasMessage("no value of column 'm' has a field 'b'; the first is [private]");
    }

    @Test
    void whatThereIsNotIsRefused() throws IOException {
        assertThatThrownBy(() -> people.withPrivate("mail"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no column 'mail'; there are [name, age, note]");
        assertThatThrownBy(() -> Dataset.of(people).withPrivate("mail"))
                .hasMessage("there is no column 'mail'; there are [name, age, note]");
        Path csv = Files.writeString(folder.resolve("a.csv"), "q,n\nx,1\n");
        assertThatThrownBy(() -> Dataset.csv(csv).withPrivate("mail").height())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no column 'mail'; there are [q, n]");
    }

    @Test
    void columnsOfAFileAreMarkedAsWell() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "q,n\nxyz,1\n");
        Dataset data = Dataset.csv(csv).withPrivate("q").withPrivate("n").head(1);
        assertThat(data.privateColumns()).containsExactly("q", "n");
        assertThat(data.ref().privateColumns()).containsExactly("q", "n");
        assertThat(data.sha256()).isEqualTo(Dataset.csv(csv).sha256());
        data.forEach(row -> assertThat(row).hasToString("row 0{q=[private], n=[private]}"));
    }

    @Test
    void whatDoesNotFitATypeIsNotQuoted() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "n\nAnn\n");
        assertThatThrownBy(
                        () ->
                                Dataset.csv(csv)
                                        .withTypes(Map.of("n", int.class))
                                        .withPrivate("n")
                                        .height())
                .hasMessage(
                        csv
                                + ", line 2 (row 0), column 'n': expected a whole number, got"
                                + " [private]");
        Path jsonl = Files.writeString(folder.resolve("a.jsonl"), "{\"n\":1}\n{\"n\":\"Ann\"}\n");
        assertThatThrownBy(() -> Dataset.jsonl(jsonl).withPrivate("n").height())
                .hasMessage(
                        jsonl
                                + ", line 2 (row 1), column 'n': expected a number as on line 1,"
                                + " got [private]; where values differ on purpose ask for the type"
                                + " Object");
    }
}
