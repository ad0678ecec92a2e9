package dev.kbench.view.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Server-sent events, as the HTML standard lays them out
/// (<https://html.spec.whatwg.org/multipage/server-sent-events.html>). One thread.
public final class Events {
    private final OutputStream out;

    private Events(OutputStream out) {
        this.out = out;
    }

    /// Who sends events.
    @FunctionalInterface
    public interface Source {
        /// Sends events until there are no more.
        ///
        /// @param events takes them
        /// @throws IOException if the browser is gone
        /// @throws InterruptedException if the server ends
        void send(Events events) throws IOException, InterruptedException;
    }

    /// An answer that stays open while its source sends.
    ///
    /// @param source sends the events, in the request's thread
    /// @return the answer
    public static Answer of(Source source) {
        return Answer.events(
                new Answer.Body() {
                    @Override
                    public long length() {
                        return -1;
                    }

                    @Override
                    public void write(OutputStream out) throws IOException {
                        try {
                            source.send(new Events(out));
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                });
    }

    /// Sends one.
    ///
    /// @param name its name, such as `progress`; without a line end
    /// @param data its data; each line is sent as one
    /// @throws IOException if the browser is gone
    public void send(String name, String data) throws IOException {
        StringBuilder text = new StringBuilder("event: ").append(name).append('\n');
        for (String line : data.split("\r\n|\r|\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        write(text.append('\n').toString());
    }

    /// Sends nothing, so that a browser that is gone is noticed.
    ///
    /// @throws IOException if the browser is gone
    public void ping() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
