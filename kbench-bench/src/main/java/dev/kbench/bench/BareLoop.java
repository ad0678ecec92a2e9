package dev.kbench.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// A loop over the JDK's HTTP client, set up as the model clients' own: the least that a call
/// costs. The body is put together from text, and of the answer one text is looked for.
final class BareLoop {
    private BareLoop() {}

    static long run(Work work) throws InterruptedException {
        HttpClient client = Clients.bare();
        URI uri = URI.create(work.url() + "/chat/completions");
        return Flight.fly(work.samples(), work.jobs(), number -> ask(client, uri, number));
    }

    private static boolean ask(HttpClient client, URI uri, int number) throws Exception {
        String body =
                """
                {"model":"bench","messages":[{"role":"user","content":"%s"}],\
                "temperature":0.0,"seed":0}\
                """
                        .replace("%s", Question.of(number));
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString())
                .body()
                .contains("\"content\":\"" + number + "\"");
    }
}
