package dev.kbench.content;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One GET over a connection of its own, to an address that was looked up and approved before: HTTP
/// clients look a name up by themselves, and what they find may be another address than the one
/// that was approved. HTTP/1.1 (RFC 9112): a body with a length, in chunks, or up to the
/// connection's end.
///
/// One thread; interrupting a virtual one closes the connection.
final class HttpGet implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int LONGEST_LINE = 8 << 10;

    private final Socket socket;
    private final InputStream in;
    private final long deadline;
    private final Map<String, String> headers = new HashMap<>();
    private int status;
    private String reason = "";

    private HttpGet(Socket socket, long deadline) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.deadline = deadline;
    }

    /// A file is longer than allowed.
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Connects, asks, and reads the answer's head.
    ///
    /// @param address the address to connect to, and no other
    /// @param deadline when to give up, as {@link System#nanoTime()} counts
    static HttpGet open(WebAddress at, InetAddress address, long deadline) throws IOException {
        Socket socket = new Socket();
        boolean opened = false;
        try {
            socket.connect(new InetSocketAddress(address, at.anyPort()), left(deadline));
            if (at.isSecure()) {
                socket.setSoTimeout(left(deadline));
                socket = secured(socket, at.host(), at.anyPort());
            }
            HttpGet get = new HttpGet(socket, deadline);
            get.ask(at);
            do {
                get.head();
            } while (get.status / 100 == 1);
            opened = true;
            return get;
        } finally {
            if (!opened) {
                socket.close();
            }
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (host.indexOf('_') >= 0) {
            // as bytes: as a text, a name with an underscore is refused
            parameters.setServerNames(
                    List.of(new SNIHostName(host.getBytes(StandardCharsets.US_ASCII))));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private void ask(WebAddress at) throws IOException {
        URI uri = at.uri();
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String request =
                "GET %s%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: kbench\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n"
                        .formatted(path, query, at.hostLine());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private void head() throws IOException {
        headers.clear();
        String line = line();
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("it does not speak HTTP/1.1");
        }
        status = Integer.parseInt(line.substring(9, 12));
        reason = line.substring(12).strip();
        int length = line.length();
        for (line = line(); !line.isEmpty(); line = line()) {
            length += line.length();
            int colon = line.indexOf(':');
            if (length > LONGEST_HEAD || colon < 1) {
                throw new IOException("its answer's head cannot be read");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("its answer's head cannot be read");
            }
            line.append((char) c);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r'
                ? line.substring(0, length - 1)
                : line.toString();
    }

    private int read() throws IOException {
        socket.setSoTimeout(left(deadline));
        return in.read();
    }

    int status() {
        return status;
    }

    /// What the server says of the status; harmless text.
    String reason() {
        return reason.matches("[ -~]{1,60}") ? reason : "";
    }

    String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /// The answer's body.
    ///
    /// @param most how many bytes to take at most
    /// @throws TooLongException if there are more
    byte[] body(int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
        if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
            for (long size = chunk(); size > 0; size = chunk()) {
                take(size, body, most);
                line();
            }
        } else if (!header("content-length").isEmpty()) {
            long length = number(header("content-length"), 10);
            take(length, body, most);
        } else {
            byte[] buffer = new byte[1 << 14];
            for (int n = read(buffer, buffer.length); n >= 0; n = read(buffer, buffer.length)) {
                add(body, buffer, n, most);
            }
        }
        return body.toByteArray();
    }

    private long chunk() throws IOException {
        return number(line().replaceFirst("[ ;].*", ""), 16);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IOException("its answer's length cannot be read");
    }

    private void take(long length, ByteArrayOutputStream body, int most) throws IOException {
        if (length > most - body.size()) {
            throw new TooLongException();
        }
        byte[] buffer = new byte[(int) Math.min(1 << 14, Math.max(1, length))];
        for (long left = length; left > 0; ) {
            int n = read(buffer, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException();
            }
            add(body, buffer, n, most);
            left -= n;
        }
    }

    private int read(byte[] buffer, int most) throws IOException {
        socket.setSoTimeout(left(deadline));
        return in.read(buffer, 0, most);
    }

    private static void add(ByteArrayOutputStream body, byte[] bytes, int n, int most)
            throws TooLongException {
        if (n > most - body.size()) {
            throw new TooLongException();
        }
        body.write(bytes, 0, n);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing more is wanted of it
        }
    }
}
