package dev.kbench.view.page;

import dev.kbench.content.Media;
import dev.kbench.content.MediaBytes;
import dev.kbench.view.html.Html;
import dev.kbench.view.index.Facets;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;
import dev.kbench.view.web.Answer;
import dev.kbench.view.web.Assets;
import dev.kbench.view.web.Handler;
import dev.kbench.view.web.MediaAnswer;
import dev.kbench.view.web.RefusedException;
import dev.kbench.view.web.Request;
import dev.kbench.view.web.Token;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;

/// Which page answers which address. Thread-safe.
public final class Site implements Handler {

    private final Assets assets =
            Assets.read(
                    Site.class,
                    List.of(
                            "view.css",
                            "theme.js",
                            "view.js",
                            "search.js",
                            "table.js",
                            "runs.js",
                            "run.js",
                            "live.js",
                            "charts.js",
                            "leaderboard.js",
                            "echarts.esm.min.js",
                            "echarts-LICENSE.txt",
                            "echarts-NOTICE.txt",
                            "icon.svg"));
    private final Frame frame = new Frame(assets);
    private final RunsData data;
    private final LiveData live;
    private final Shelf shelf;
    private final Token action;

    /// Makes the pages.
    ///
    /// @param shelf the runs they show
    /// @param evaluations those that run now
    /// @param action the token that a request to stop carries
    public Site(Shelf shelf, LiveEvaluations evaluations, Token action) {
        this.shelf = shelf;
        this.data = new RunsData(shelf);
        this.live = new LiveData(shelf, evaluations);
        this.action = action;
    }

    @Override
    public Answer answer(Request request) {
        List<String> path = request.path();
        if (request.method().equals("POST")) {
            return change(path);
        }
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "" -> Answer.redirect("/runs");
            case "assets" -> assets.answer(part(path, 1), part(path, 2));
            case "compare" -> compare(request, path.subList(1, path.size()));
            case "leaderboard" -> leaderboard(request);
            case "live" -> live(request, path.subList(1, path.size()));
            case "runs" -> runs(request, path.size() == 1 ? "" : path.get(1));
            case "run" -> run(request, part(path, 1), path.subList(2, path.size()));
            default -> throw missing();
        };
    }

    private static RefusedException missing() {
        return new RefusedException(404, "there is no such page: expected one such as /runs");
    }

    private static String part(List<String> path, int index) {
        if (path.size() <= index) {
            throw missing();
        }
        return path.get(index);
    }

    private Answer compare(Request request, List<String> rest) {
        if (rest.equals(List.of("pair"))) {
            ViewedRun first = read(Ids.of(request.value("a").orElse("")));
            ViewedRun second = read(Ids.of(request.value("b").orElse("")));
            return frame.page("Compare", "/compare", PairPage.main(first, second), false);
        }
        if (!rest.isEmpty()) {
            throw missing();
        }
        RunColumn column =
                request.value("by").filter(RunColumn.EVALUATION.key()::equals).isPresent()
                        ? RunColumn.EVALUATION
                        : RunColumn.MODEL;
        RunQuery query = Ids.query(request, "by", "with", "from");
        List<String> with =
                request.query().getOrDefault("with", List.of()).stream().distinct().toList();
        ComparePage page =
                new ComparePage(column.key(), with, request.queryWithout("by", "with", "from"));
        Facets facets = shelf.facets(query);
        Html choice =
                page.choice(
                        facets.counts().getOrDefault(RunColumn.MODEL, new LinkedHashMap<>()),
                        facets.counts().getOrDefault(RunColumn.EVALUATION, new LinkedHashMap<>()));
        Optional<Comparison> comparison =
                with.size() < 2
                        ? Optional.empty()
                        : Optional.of(
                                Comparison.of(
                                        shelf,
                                        with.stream()
                                                .map(side -> query.with(column, List.of(side)))
                                                .toList()));
        Html main = page.main(choice, comparison, request.number("from", 0, Comparison.MOST));
        return frame.page("Compare", "/compare", main, false);
    }

    private ViewedRun read(RunId id) {
        try {
            return shelf.read(id);
        } catch (NoSuchElementException e) {
            throw new RefusedException(404, String.valueOf(e.getMessage()));
        }
    }

    private Answer leaderboard(Request request) {
        RunQuery query = Ids.query(request);
        Html main = new LeaderboardPage(Leaderboard.of(shelf, query), query).main();
        return frame.page(
                "Leaderboard",
                "/leaderboard",
                main,
                false,
                "leaderboard.js",
                "charts.js",
                "echarts.esm.min.js");
    }

    private Answer change(List<String> path) {
        if (path.size() != 3 || !path.subList(0, 2).equals(List.of("live", "stop"))) {
            throw missing();
        }
        return live.stop(path.getLast());
    }

    private Answer live(Request request, List<String> rest) {
        if (rest.isEmpty()) {
            return frame.page("Live", "/live", LivePage.main(action), false, "live.js");
        }
        if (rest.equals(List.of("events")) && request.method().equals("GET")) {
            return live.events();
        }
        throw missing();
    }

    private Answer runs(Request request, String part) {
        return switch (part) {
            case "" ->
                    frame.page(
                            "Runs",
                            "/runs",
                            RunsPage.main(data.firstLines(request)),
                            true,
                            "runs.js",
                            "search.js",
                            "table.js");
            case "lines" -> data.lines(request, Ids.query(request, "from", "count"));
            case "facets" -> data.facets(Ids.query(request));
            case "groups" -> data.groups(Ids.query(request));
            case "failing" -> data.failing(request, Ids.query(request, "id", "direction"));
            default -> throw missing();
        };
    }

    private Answer run(Request request, String name, List<String> rest) {
        RunId id = Ids.of(name);
        if (rest.isEmpty()) {
            return page(request, id);
        }
        return switch (rest.getFirst()) {
            case "up" -> up(request, id);
            case "next" -> failing(request, id, true);
            case "previous" -> failing(request, id, false);
            case "text" -> text(id, part(rest, 1));
            case "media" -> media(id, part(rest, 1));
            default -> throw missing();
        };
    }

    private static LongTexts texts(RunId id) {
        return new LongTexts("/run/%s/text/".formatted(id.text()));
    }

    private Answer page(Request request, RunId id) {
        ViewedRun run = read(id);
        String query = Request.written(request.queryWithout("end"));
        String end = request.value("end").isPresent() ? "There is no further failing run." : "";
        Html main = new RunPage(run, texts(id)).main(query, end, shelf.earlier(id));
        return frame.page(run.task().name(), "", main, false, "run.js");
    }

    /// To the runs, at the row of this one.
    private Answer up(Request request, RunId id) {
        SequencedMap<String, List<String>> rest = request.queryWithout("at", "end");
        long at = shelf.search(Ids.query(request, "cols", "at", "end")).indexOf(id);
        if (at > 0) {
            rest.put("at", List.of(String.valueOf(at)));
        }
        return Answer.redirect(rest.isEmpty() ? "/runs" : "/runs?" + Request.written(rest));
    }

    private Answer failing(Request request, RunId id, boolean next) {
        RunQuery query = Ids.query(request, "cols", "at", "end");
        Shelf.Found found = shelf.search(query);
        Optional<RunId> other = next ? found.nextFailing(id) : found.previousFailing(id);
        String rest = Request.written(request.queryWithout("end"));
        String target = "/run/" + other.orElse(id).text();
        String more = other.isPresent() ? "" : "end=" + (next ? "next" : "previous");
        String both = rest.isEmpty() || more.isEmpty() ? rest + more : rest + "&" + more;
        return Answer.redirect(both.isEmpty() ? target : target + "?" + both);
    }

    private Answer text(RunId id, String number) {
        LongTexts texts = texts(id);
        Html _ = new RunPage(read(id), texts).main("", "", List.of());
        if (!number.matches("\\d{1,6}")) {
            throw missing();
        }
        return texts.whole(Long.parseLong(number))
                .map(text -> Answer.text(200, text))
                .orElseThrow(Site::missing);
    }

    private Answer media(RunId id, String sha256) {
        Media media = media(read(id), sha256).orElseThrow(Site::missing);
        if (!(media.source() instanceof MediaBytes bytes)) {
            throw missing();
        }
        ByteBuffer buffer = bytes.buffer();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        String ending = media.mimeType().replaceFirst(".*/", "").replaceAll("[^a-z0-9]", "");
        return MediaAnswer.of(
                media.mimeType(), ending.isEmpty() ? sha256 : sha256 + "." + ending, copy);
    }

    private static Optional<Media> media(ViewedRun run, String sha256) {
        Optional<Media> found = MediaPart.find(run.chat(), sha256);
        for (ViewedRun inner : run.subruns()) {
            found = found.isPresent() ? found : media(inner, sha256);
        }
        return found;
    }
}
