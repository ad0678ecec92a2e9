package dev.kbench.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on this machine that writes down which paths were asked. `/away` sends on to `/there`
/// under another name of this machine, `/held` is answered from the second time on; all else is one
/// page.
final class AskedServer implements AutoCloseable {
    private static final String PAGE = "<html><body>served</body></html>";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    AskedServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String base() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /// The same server under a name that is not allowed.
    String otherBase() {
        return "http://localhost:" + socket.getLocalPort();
    }

    List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofPlatform().daemon().start(() -> answer(client));
            } catch (IOException _) {
                // Closed: the loop ends.
            }
        }
    }

    private void answer(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
            String first = in.readLine();
            if (first == null) {
                return;
            }
            String path = first.split(" ", -1)[1];
            asked.add(path);
            if (path.equals("/held") && asked.indexOf(path) == asked.size() - 1) {
                in.transferTo(Writer.nullWriter()); // until who asked has gone
                return;
            }
            for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
                line = in.readLine();
            }
            String head =
                    path.equals("/away")
                            ? "302 Found\r\nLocation: " + otherBase() + "/there"
                            : "200 OK\r\nContent-Type: text/html";
            String text =
                    "HTTP/1.1 %s\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                            .formatted(head, PAGE.length(), PAGE);
            client.getOutputStream().write(text.getBytes(ISO_8859_1));
            client.getOutputStream().flush();
        } catch (IOException _) {
            // Who asked has gone; that it asked is written down.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
