package dev.kbench.view;

import dev.kbench.key.KbenchException;
import dev.kbench.view.index.IndexProgress;
import dev.kbench.view.index.RunIndex;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.page.IndexShelf;
import dev.kbench.view.page.Site;
import dev.kbench.view.web.Answer;
import dev.kbench.view.web.Request;
import dev.kbench.view.web.Token;
import dev.kbench.view.web.WebServer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A web server that shows runs, and follows what is written to them.
///
/// Thread-safe. It ends when it is closed; its threads are daemons.
public final class Viewer implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final RunIndex index;
    private final JournalEvaluations evaluations;
    private final Site site;
    private final WebServer server;
    private final Thread follower;

    private Viewer(RunIndex index, JournalEvaluations evaluations, Site site, WebServer server) {
        this.index = index;
        this.evaluations = evaluations;
        this.site = site;
        this.server = server;
        this.follower = Thread.ofVirtual().name("kbench-view-follower").start(this::follow);
    }

    /// Takes in what lies in the folders, and starts the server.
    ///
    /// @param options what to show and where to listen
    /// @param progress is told while what is new is taken in
    /// @return the viewer, which answers
    /// @throws KbenchException if there is nothing at a path, the disk refuses, or it cannot listen
    ///   there
    public static Viewer start(ViewerOptions options, IndexProgress progress) {
        RunIndex index =
                RunIndex.open(
                        options.folders(), options.indexFolder(), options.redaction(), progress);
        try {
            JournalEvaluations evaluations = new JournalEvaluations(options.folders());
            Token action = Token.random();
            Site site = new Site(new IndexShelf(index), evaluations, action);
            WebServer server = WebServer.start(options.host(), options.port(), action, site);
            return new Viewer(index, evaluations, site, server);
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /// The address to open, with the token that lets in.
    ///
    /// @param page the page to begin with, such as `/runs` or `/live`
    /// @return such as `http://127.0.0.1:8017/runs?token=…`
    public String url(String page) {
        return server.url(page);
    }

    /// What of the journals is damaged or cannot be read.
    ///
    /// @return a sentence or two each; mostly none
    public List<String> notices() {
        return index.notices();
    }

    /// Asks what is asked first before anybody does: what a first search loads and builds makes
    /// nobody wait then.
    private void warm() {
        try {
            for (RunLine line : index.search(RunQuery.ALL).lines(0, 1)) {
                Answer _ = site.answer(page("run", line.id().text()));
            }
            Answer _ = site.answer(page("runs"));
            Answer _ = site.answer(page("runs", "facets"));
            for (String order : List.of("-score", "duration")) {
                Answer _ = site.answer(lines("failed", order));
            }
        } catch (RuntimeException e) {
            // whoever asks for it will be told
        }
    }

    private static Request lines(String outcome, String order) {
        SequencedMap<String, List<String>> query = new LinkedHashMap<>();
        query.put("outcome", List.of(outcome));
        query.put("sort", List.of(order));
        return new Request("GET", List.of("runs", "lines"), query);
    }

    private static Request page(String... path) {
        return new Request("GET", List.of(path), new LinkedHashMap<>());
    }

    /// Looks for what was written since, as long as there is a viewer.
    private void follow() {
        try {
            warm();
            while (true) {
                Thread.sleep(PACE);
                try {
                    boolean _ = index.refresh(IndexProgress.NONE);
                } catch (KbenchException e) {
                    // whoever looks is shown what there was; the next look may find it again
                }
                evaluations.tell();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
        follower.interrupt();
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        index.close();
    }
}
