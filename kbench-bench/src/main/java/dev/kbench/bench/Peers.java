package dev.kbench.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What others know of this process: the system of its memory, the cheap server of its connections.
final class Peers {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String MOST = "VmHWM:";

    private Peers() {}

    /// The most memory that this process held.
    ///
    /// @return bytes; 0 where the system does not tell
    static long resident() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(MOST)) {
                return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }

    /// How many connections the cheap server has taken so far, the asking one included.
    ///
    /// @param url the server's base address; empty where none is asked
    /// @return -1 where there is none, or another one
    static long connections(String url) {
        if (url.isEmpty()) {
            return -1;
        }
        URI address = URI.create(url);
        if (address.getPort() < 0) {
            return -1;
        }
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            (CheapServer.CONNECTIONS + "HTTP/1.1\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
            return line != null && line.matches("\\d{1,18}") ? Long.parseLong(line) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    /// How many were opened between two questions.
    static long opened(long before, long after) {
        return before < 0 || after < 0 ? 0 : after - before - 1;
    }
}
