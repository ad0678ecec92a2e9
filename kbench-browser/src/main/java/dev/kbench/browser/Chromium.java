package dev.kbench.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbench.tool.ToolUnavailableException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/// One running Chromium, which shows one page at a time: its processes, its connection, and the
/// rule that no request leaves it unless the page that makes it may make it.
///
/// Two things hold that rule. Every request is held up until it is decided here (`network`
/// interception), and named where it is refused; and each profile has a proxy that nobody serves,
/// past which only the allowed hosts are reached ([AllowedHosts#proxy]), so that what interception
/// does not see (web sockets, windows that a page opens, some redirects) reaches nothing either.
/// Web sockets are told by Chromium's own protocol, so that the refused ones are named too.
///
/// Thread-safe.
final class Chromium implements AutoCloseable {
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(2);
    private static final String SOCKET_CREATED = "goog:cdp.Network.webSocketCreated";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Driver driver;
    private final HttpClient client;
    private final BiDi connection;
    private final Map<String, Page> byContext = new ConcurrentHashMap<>();
    private final Map<String, Page> byProfile = new ConcurrentHashMap<>();

    private Chromium(Driver driver, HttpClient client, URI address) {
        this.driver = driver;
        this.client = client;
        this.connection = BiDi.connect(client, address, this::happened);
    }

    /// Starts one.
    ///
    /// @throws ToolUnavailableException if it does not start, with what it said
    static Chromium start(Executables files) {
        Driver driver = Driver.start(files.driver());
        HttpClient client = null;
        try {
            client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .proxy(ProxySelector.of(null))
                            .build();
            Chromium started = new Chromium(driver, client, session(driver, client, files));
            started.prepare();
            return started;
        } catch (RuntimeException | Error e) {
            driver.close();
            if (client != null) {
                client.shutdownNow();
            }
            throw e;
        }
    }

    private static URI session(Driver driver, HttpClient client, Executables files) {
        Map<String, Object> capabilities =
                Map.of(
                        "browserName",
                        "chrome",
                        "webSocketUrl",
                        true,
                        "unhandledPromptBehavior",
                        "dismiss",
                        "goog:chromeOptions",
                        Map.of(
                                "binary",
                                files.browser().toString(),
                                "args",
                                arguments(),
                                // Nobody clicks, so that no window that a page opens is wanted.
                                "excludeSwitches",
                                List.of("disable-popup-blocking")));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + driver.port() + "/session"))
                        .timeout(REQUEST_LIMIT)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(
                                                Map.of(
                                                        "capabilities",
                                                        Map.of("alwaysMatch", capabilities)))))
                        .build();
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
            JsonNode value = JSON.readTree(response.body()).path("value");
            String address = value.path("capabilities").path("webSocketUrl").asString("");
            if (address.isEmpty()) {
                throw new ToolUnavailableException(
                        "%s does not start under %s: %s"
                                .formatted(
                                        files.browser(),
                                        files.driver(),
                                        value.path("message").asString(response.body()).strip()),
                        null);
            }
            return URI.create(address);
        } catch (IOException | JacksonException e) {
            throw new ToolUnavailableException(
                    "%s does not answer when asked to start %s"
                            .formatted(files.driver(), files.browser()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException("interrupted while the browser started", e);
        }
    }

    private static List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--headless=new",
                                "--remote-debugging-pipe",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run",
                                "--mute-audio",
                                // What may be asked is decided here, this machine included.
                                "--disable-features=LocalNetworkAccessChecks",
                                "--hide-scrollbars",
                                "--force-color-profile=srgb",
                                // WebRTC knows neither requests nor proxies; the switch's name was
                                // another in older versions, and an unknown one is ignored.
                                "--webrtc-ip-handling-policy=disable_non_proxied_udp",
                                "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"));
        if (System.getProperty("user.name", "").equals("root")) {
            // Chromium refuses to start its own sandbox as root.
            arguments.add("--no-sandbox");
        }
        return List.copyOf(arguments);
    }

    private void prepare() {
        try {
            send(
                    "session.subscribe",
                    Map.of(
                            "events",
                            List.of(
                                    "network.beforeRequestSent",
                                    "log.entryAdded",
                                    "browsingContext.contextCreated",
                                    "browsingContext.navigationFailed",
                                    "script.message",
                                    SOCKET_CREATED)),
                    REQUEST_LIMIT);
            // What no page answers for is refused.
            send(
                    "network.addIntercept",
                    Map.of("phases", List.of("beforeRequestSent")),
                    REQUEST_LIMIT);
            send("script.addPreloadScript", BoundedConsole.parameters(), REQUEST_LIMIT);
        } catch (BrowserError | TimeoutException e) {
            throw new ToolUnavailableException("the browser started and refuses commands", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException("interrupted while the browser started", e);
        }
    }

    JsonNode send(String method, Map<String, ?> params, Duration limit)
            throws BrowserError, TimeoutException, InterruptedException {
        return connection.send(method, params, limit);
    }

    /// Waits until its pages have taken down what has happened so far.
    void settle(Duration limit) throws TimeoutException, InterruptedException {
        connection.settle(limit);
    }

    boolean isAlive() {
        return connection.isOpen() && driver.isAlive();
    }

    /// The processes of this browser, its driver's among them.
    List<ProcessHandle> processes() {
        return driver.processes();
    }

    /// The folder of its temporary files, its driver's among them.
    Path temporaryFiles() {
        return driver.temporaryFiles();
    }

    /// Has a page answer for a profile from its first moment.
    void register(Page page, String profile) {
        byProfile.put(profile, page);
    }

    /// Has a page answer for its window.
    void registerWindow(Page page, String context) {
        byContext.put(context, page);
    }

    void forget(Page page) {
        byProfile.values().removeIf(page::equals);
        byContext.values().removeIf(page::equals);
    }

    private void happened(String event, JsonNode params) {
        switch (event) {
            case "network.beforeRequestSent" -> {
                if (params.path("isBlocked").asBoolean(false)) {
                    decide(params);
                }
            }
            case "log.entryAdded" ->
                    Optional.ofNullable(
                                    byContext.get(
                                            params.path("source").path("context").asString("")))
                            .ifPresent(page -> page.logged(params));
            case "browsingContext.contextCreated" ->
                    Optional.ofNullable(byProfile.get(params.path("userContext").asString("")))
                            .ifPresent(
                                    page ->
                                            byContext.put(
                                                    params.path("context").asString(""), page));
            case "browsingContext.navigationFailed" ->
                    Optional.ofNullable(byContext.get(params.path("context").asString("")))
                            .ifPresent(
                                    page ->
                                            page.wentAstray(
                                                    params.path("context").asString(""),
                                                    params.path("url").asString("")));
            case "script.message" -> {
                if (params.path("channel").asString("").equals(BoundedConsole.CHANNEL)) {
                    Optional.ofNullable(
                                    byContext.get(
                                            params.path("source").path("context").asString("")))
                            .ifPresent(
                                    page ->
                                            page.dropped(
                                                    params.path("data").path("value").asLong(0)));
                }
            }
            case SOCKET_CREATED -> {
                // Of which window it is is not told; there is one page.
                String address = params.path("params").path("url").asString("");
                byProfile.values().forEach(page -> page.socketOpened(address));
            }
            default -> {
                // Nothing else was subscribed to.
            }
        }
    }

    private void decide(JsonNode params) {
        Page owner = byContext.get(params.path("context").asString(""));
        JsonNode request = params.path("request");
        String id = request.path("request").asString("");
        String address = request.path("url").asString("");
        try {
            if (owner == null) {
                connection.post("network.failRequest", Map.of("request", id));
            } else {
                RequestDecision decision = owner.decide(address);
                connection.post(decision.method(), decision.params(id));
            }
        } catch (BrowserError _) {
            // Whoever waits for this page is told that the browser ended.
        }
    }

    /// How many of its events were lost so far, because a page made more than can be taken down.
    long lost() {
        return connection.lost();
    }

    /// Removes the profile that a page had, with all its windows, however its scripts are. A
    /// browser that does not do so at once, busy with what a page makes of it, is closed.
    void remove(String profile) {
        try {
            send("browser.removeUserContext", Map.of("userContext", profile), REMOVAL_LIMIT);
        } catch (BrowserError | TimeoutException _) {
            close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    @Override
    public void close() {
        connection.close();
        driver.close();
        client.shutdownNow();
    }
}
