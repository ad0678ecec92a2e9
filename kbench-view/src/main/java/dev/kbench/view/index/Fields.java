package dev.kbench.view.index;

import dev.kbench.event.Usage;
import dev.kbench.key.CanonicalJson;
import dev.kbench.view.run.ParamValue;
import dev.kbench.view.run.RunFacts;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How a run lies in the index: only what is searched, sorted and counted.
///
/// Of texts there is a term for each whole value, and the beginning of the value for sorting and
/// counting; of numbers a sortable long. The words of parameters, results and transcripts are one
/// field, of which only the documents are kept. Nothing is stored to be shown.
final class Fields {
    /// What tells a run from the others of its folder: its evaluation, `~` and its position; of an
    /// earlier attempt its number behind that; of a run file `~` and the digest of its name.
    static final String KEY = "key";

    /// Where the run's record starts in its journal; of a run file when and how long it is.
    static final String PLACE = "place";

    static final String POSITION = "position";

    /// What the natural order is by.
    static final String ORDER = "order";

    /// The name of a run file.
    static final String FILE = "file";

    /// Marks run files.
    static final String FILED = "filed";

    /// Marks what is no row: run files whose runs stand in a journal, and earlier attempts.
    static final String HIDDEN = "hidden";

    /// Which attempt an earlier one is, from 1.
    static final String EARLIER = "earlier";

    /// Task and number of a run in a journal, by which its file is known.
    static final String TWIN = "twin";

    static final String ROW = "row";
    static final String SHARE = "share";
    static final String TEXT = "text";
    static final String PARAM = "p:";
    static final String PARAM_NUMBER = "n:";
    static final String YES = "1";

    /// What stands within words, by Unicode's rules for where they end.
    private static final String JOINS = "._:·'’‘";

    private static final int LONGEST_TERM = 256;
    private static final int SORTED_BY = 100;
    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setIndexOptions(IndexOptions.DOCS);
        WORDS.setTokenized(true);
        WORDS.setOmitNorms(true);
        WORDS.freeze();
    }

    private final Document document = new Document();

    private Fields() {}

    /// A run of a journal.
    ///
    /// @param number the evaluation's number
    static Document ofJournal(
            String evaluation, long number, long position, long place, RunFacts facts, String all) {
        Fields fields = new Fields();
        fields.keyed(key(evaluation, position), place, position);
        fields.number(ORDER, (number << 40) + position);
        fields.marked(TWIN, twin(facts.task(), facts.number()));
        fields.run(evaluation, facts, all);
        return fields.document;
    }

    /// An attempt that another one followed: where it is read from, and nothing to find it by.
    ///
    /// @param number the evaluation's number
    static Document ofEarlier(
            String evaluation, long number, long position, int attempt, long place) {
        Fields fields = new Fields();
        fields.keyed(attemptKey(key(evaluation, position), attempt), place, position);
        fields.number(ORDER, (number << 40) + position);
        fields.number(EARLIER, attempt);
        fields.text(RunColumn.EVALUATION.key(), evaluation);
        fields.marked(HIDDEN, YES);
        return fields.document;
    }

    static Document ofFile(String name, long stamp, RunFacts facts, String all) {
        Fields fields = new Fields();
        fields.keyed(fileKey(name), stamp, -1);
        fields.number(ORDER, Long.MAX_VALUE);
        fields.file(name);
        fields.run("", facts, all);
        return fields.document;
    }

    /// A run file whose run stands in a journal.
    static Document ofTwin(String name, long stamp) {
        Fields fields = new Fields();
        fields.keyed(fileKey(name), stamp, -1);
        fields.number(ORDER, Long.MAX_VALUE);
        fields.file(name);
        fields.marked(HIDDEN, YES);
        return fields.document;
    }

    static String key(String evaluation, long position) {
        return evaluation + "~" + position;
    }

    static String attemptKey(String key, int attempt) {
        return attemptKeys(key) + attempt;
    }

    /// What the keys of a run's earlier attempts begin with.
    static String attemptKeys(String key) {
        return key + "~attempt";
    }

    static String fileKey(String name) {
        return "~" + CanonicalJson.sha256Text(name).substring(0, 16);
    }

    static String twin(String task, String number) {
        return task + "\0" + number;
    }

    private void keyed(String key, long place, long position) {
        marked(KEY, key);
        number(PLACE, place);
        number(POSITION, position);
    }

    private void file(String name) {
        document.add(new BinaryDocValuesField(FILE, new BytesRef(name)));
        marked(FILED, YES);
    }

    private void run(String evaluation, RunFacts facts, String all) {
        texts(evaluation, facts).forEach((column, text) -> text(column.key(), text));
        numbers(facts)
                .forEach(
                        (column, number) ->
                                number.ifPresent(value -> sortable(column.key(), value)));
        number(ROW, facts.row());
        if (facts.share()) {
            number(SHARE, 1);
        }
        StringBuilder words = new StringBuilder(all);
        facts.params().forEach((name, value) -> param(name, value, words));
        words.append(facts.value()).append('\n').append(facts.failure().message()).append('\n');
        words.append(facts.label());
        document.add(new Field(TEXT, apart(words.toString()), WORDS));
    }

    private static Map<RunColumn, String> texts(String evaluation, RunFacts facts) {
        Map<RunColumn, String> texts = new EnumMap<>(RunColumn.class);
        texts.put(RunColumn.EVALUATION, evaluation);
        texts.put(RunColumn.TASK, facts.task());
        texts.put(RunColumn.MODEL, facts.model());
        texts.put(RunColumn.OUTCOME, facts.outcome());
        texts.put(RunColumn.REASON, facts.reason());
        texts.put(RunColumn.PASSED, Boolean.toString(facts.passed()));
        texts.put(RunColumn.LABEL, facts.label());
        return texts;
    }

    private static Map<RunColumn, OptionalDouble> numbers(RunFacts facts) {
        Usage usage = facts.usage();
        Map<RunColumn, OptionalDouble> numbers = new EnumMap<>(RunColumn.class);
        numbers.put(RunColumn.SCORE, facts.score());
        numbers.put(RunColumn.TRIAL, OptionalDouble.of(facts.trial()));
        numbers.put(RunColumn.ATTEMPT, OptionalDouble.of(facts.attempt()));
        numbers.put(RunColumn.START, number(facts.start().map(at -> (double) at.toEpochMilli())));
        numbers.put(RunColumn.DURATION, number(facts.duration().map(it -> it.toNanos() / 1e9)));
        numbers.put(RunColumn.INPUT, number(known(usage.inputTokens())));
        numbers.put(RunColumn.OUTPUT, number(known(usage.outputTokens())));
        numbers.put(
                RunColumn.COST, number(known(usage.costNanodollars()).map(nanos -> nanos / 1e9)));
        return numbers;
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    private static Optional<Double> known(OptionalLong value) {
        return value.isPresent() ? Optional.of((double) value.getAsLong()) : Optional.empty();
    }

    private void param(String name, ParamValue value, StringBuilder words) {
        text(PARAM + name, value.text());
        value.number().ifPresent(number -> sortable(PARAM_NUMBER + name, number));
        words.append(value.text()).append('\n');
    }

    private void text(String field, String text) {
        marked(field, term(text));
        document.add(new SortedDocValuesField(field, new BytesRef(beginning(text))));
    }

    private void marked(String field, String term) {
        document.add(new StringField(field, term, Field.Store.NO));
    }

    private void number(String field, long number) {
        document.add(new NumericDocValuesField(field, number));
    }

    private void sortable(String field, double number) {
        document.add(NumericDocValuesField.indexedField(field, sortable(number)));
    }

    /// Numbers as longs in the same order; 0 and -0 are one.
    static long sortable(double number) {
        return NumericUtils.doubleToSortableLong(number + 0.0);
    }

    /// A text in which names such as `tide.table` and `tide_table` are two words.
    static String apart(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (JOINS.indexOf(chars[i]) >= 0) {
                chars[i] = ' ';
            }
        }
        return new String(chars);
    }

    /// The term of a whole value: a long one's digest.
    static String term(String text) {
        return text.length() <= LONGEST_TERM
                        && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TERM
                ? text
                : "#" + CanonicalJson.sha256Text(text);
    }

    /// What texts are sorted and counted by.
    static String beginning(String text) {
        return text.length() <= SORTED_BY
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SORTED_BY)));
    }
}
