package dev.kbench.view.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A search's conditions as the index's own. One thread.
final class Conditions {
    private final BooleanQuery.Builder all = new BooleanQuery.Builder();
    private final Analyzer analyzer;
    private int conditions;

    private Conditions(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /// Of a search.
    ///
    /// @param hides whether there are documents that are no rows
    static Query of(RunQuery query, boolean hides, Analyzer analyzer) throws IOException {
        Conditions conditions = new Conditions(analyzer);
        query.values().forEach((column, any) -> conditions.anyOf(column.key(), any));
        query.params().forEach((name, any) -> conditions.anyOf(Fields.PARAM + name, any));
        query.ranges().forEach((column, range) -> conditions.within(column.key(), range));
        query.paramRanges()
                .forEach((name, range) -> conditions.within(Fields.PARAM_NUMBER + name, range));
        conditions.words(query.text());
        return conditions.query(hides);
    }

    private Query query(boolean hides) {
        if (conditions == 0) {
            must(MatchAllDocsQuery.INSTANCE);
        }
        if (hides) {
            all.add(
                    new TermQuery(new Term(Fields.HIDDEN, Fields.YES)),
                    BooleanClause.Occur.MUST_NOT);
        }
        return all.build();
    }

    private void must(Query condition) {
        all.add(condition, BooleanClause.Occur.FILTER);
        conditions++;
    }

    private void anyOf(String field, List<String> any) {
        List<BytesRef> terms = any.stream().map(Fields::term).map(BytesRef::new).toList();
        must(
                terms.size() == 1
                        ? new TermQuery(new Term(field, terms.getFirst()))
                        : new TermInSetQuery(field, terms));
    }

    private void within(String field, NumberRange range) {
        must(
                NumericDocValuesField.newSlowRangeQuery(
                        field, Fields.sortable(range.from()), Fields.sortable(range.to())));
    }

    private void words(String text) throws IOException {
        for (String word : text.strip().split("\\s+", -1)) {
            boolean beginning = word.endsWith("*");
            List<String> tokens = tokens(Fields.apart(word));
            for (int i = 0; i < tokens.size(); i++) {
                Term term = new Term(Fields.TEXT, tokens.get(i));
                must(
                        beginning && i == tokens.size() - 1
                                ? new PrefixQuery(term)
                                : new TermQuery(term));
            }
        }
    }

    /// Words as the index has them.
    private List<String> tokens(String text) throws IOException {
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(Fields.TEXT, text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        }
        return words;
    }
}
