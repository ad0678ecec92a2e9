package dev.kbench.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/// A loop over the JDK's HTTP client, set up as the model clients' own, with a body made
/// beforehand; of the answer, only one text is looked for.
final class BareLoop {
    private static final byte[] BODY =
            """
            {"model":"bench","messages":[{"role":"user","content":"What is 6 times 7?"}],\
            "seed":0,"temperature":0.0}\
            """
                    .getBytes(StandardCharsets.UTF_8);

    private BareLoop() {}

    static long run(String url, int samples, int jobs) throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(Runnable::run)
                        .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(BODY))
                            .build();
            return Flight.fly(
                    samples,
                    jobs,
                    () ->
                            client.send(request, BodyHandlers.ofString())
                                    .body()
                                    .contains("\"content\":\"42\""));
        }
    }
}
