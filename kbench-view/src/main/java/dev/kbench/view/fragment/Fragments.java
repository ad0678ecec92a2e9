package dev.kbench.view.fragment;

import dev.kbench.chat.Chat;
import dev.kbench.internal.text.SafeText;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.run.TaskInfo;
import dev.kbench.store.Redaction;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.task.TaskParameter;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.page.Conversation;
import dev.kbench.view.page.Figures;
import dev.kbench.view.page.LongTexts;
import dev.kbench.view.page.RunFacts;
import dev.kbench.view.page.RunPage;
import dev.kbench.view.run.ViewedRun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a cell of a notebook shows of a task, a run, many runs, a table or a conversation: the same
/// pieces that the pages of a run and reports are made of. What a model or a user wrote is text,
/// whatever it says.
///
/// @param redaction what is not shown
public record Fragments(Redaction redaction) {
    /// How much of one text is shown, in characters.
    static final int TEXT = 4_000;

    /// How much of the pictures of one value is brought along, in bytes.
    private static final long PICTURES = 1 << 20;

    /// A value.
    ///
    /// @param value any value
    /// @return empty for one of another type than those that have a method here
    public Optional<Fragment> of(Object value) {
        return switch (value) {
            case Task<?> task -> Optional.of(of(task));
            case Run<?> run -> Optional.of(of(run));
            case Runs<?> runs -> Optional.of(of(runs));
            case DataFrame table -> Optional.of(of(table));
            case Chat chat -> Optional.of(of(chat));
            default -> Optional.empty();
        };
    }

    /// A task: its name, what it does, what it takes and gives, and its code.
    ///
    /// @param task the task
    /// @return the task
    public Fragment of(Task<?> task) {
        TaskInfo info = task.info();
        LongTexts texts = LongTexts.alone(TEXT);
        List<Html> pieces = new ArrayList<>();
        pieces.add(
                title(
                        Element.of("strong", info.name()).classed("name"),
                        soft("version " + info.version()),
                        soft(Figures.words(info.resultType().name()))));
        if (!info.description().isEmpty()) {
            pieces.add(texts.said(redaction.text(info.description())));
        }
        if (!task.parameters().isEmpty()) {
            pieces.add(parameters(task.parameters()));
        }
        if (!info.definition().isEmpty()) {
            pieces.add(folded("code", texts.code(redaction.text(info.definition()))));
        }
        return Fragment.of(Html.of(pieces), text(task));
    }

    /// A run: how it ended, its figures, what it asserted, and its conversation.
    ///
    /// @param run the run
    /// @return the run
    public Fragment of(Run<?> run) {
        ViewedRun viewed = ViewedRun.of(run, redaction);
        Html title =
                title(
                        RunFacts.badge(viewed),
                        Element.of("strong", viewed.task().name()).classed("name"),
                        soft(viewed.model()),
                        soft(viewed.label().isEmpty() ? viewed.number() : viewed.label()));
        Element all =
                Element.of(
                        "details",
                        Element.of("summary", "the run"),
                        RunPage.alone(viewed, TEXT, PICTURES));
        return Fragment.of(Html.of(List.of(title, all.flag("open", true))), text(run));
    }

    /// Many runs: their figures, by model where there are several, and the first of them.
    ///
    /// @param runs the runs; only those that are listed are read
    /// @return the runs
    public Fragment of(Runs<?> runs) {
        return Fragment.of(new RunsFragment(redaction).of(runs), text(runs));
    }

    /// A table: its first rows and columns.
    ///
    /// @param table the table
    /// @return the table
    public Fragment of(DataFrame table) {
        return Fragment.of(new TableFragment(redaction).of(table), text(table));
    }

    /// A conversation.
    ///
    /// @param chat the conversation
    /// @return the conversation
    public Fragment of(Chat chat) {
        Chat shown = redaction.chat(chat);
        Html title =
                title(
                        Element.of("strong", shown.name()).classed("name"),
                        soft(
                                shown.items().size() == 1
                                        ? "1 message"
                                        : Figures.count(shown.items().size()) + " messages"));
        return Fragment.of(
                Html.of(List.of(title, Conversation.alone(shown, TEXT, PICTURES))), text(chat));
    }

    private String text(Object value) {
        return SafeText.block(redaction.text(value.toString()));
    }

    static Html title(Html... pieces) {
        return Element.of("div", pieces).classed("title");
    }

    static Html soft(String text) {
        return Element.of("span", text).classed("soft name");
    }

    static Html folded(String words, Html content) {
        return Element.of("details", Element.of("summary", words), content);
    }

    private static Html parameters(List<TaskParameter> parameters) {
        Element list = Element.of("dl").classed("params");
        for (TaskParameter parameter : parameters) {
            list.add(Element.of("dt", parameter.name()).classed("name"));
            list.add(
                    Element.of(
                            "dd",
                            Element.of("code", parameter.generic().getTypeName()).classed("name")));
        }
        return list;
    }
}
