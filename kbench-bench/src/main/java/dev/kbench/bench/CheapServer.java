package dev.kbench.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// A model's server that costs next to nothing: one thread, one selector. It answers each request
/// with the number that its last {@link Question} has, in the way in which it was spoken to, a
/// fixed time after it came, so that what waits is a queue in order of arrival. {@value
/// #CONNECTIONS} tells at once how many connections there were. Runs as a process of its own, and
/// ends when its standard input does.
///
/// One thread, but for {@link #close}.
public final class CheapServer implements AutoCloseable {
    private final long delayNanos;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private static final byte[] STREAM = "\"stream\":true".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 96;
    static final String CONNECTIONS = "GET /connections ";

    private long connections;

    private record Waiting(SocketChannel channel, Request request, long due) {}

    /// What is asked: by whose rules, for which number, whether piece by piece.
    private record Request(Speech speech, String number, boolean stream) {
        byte[] answer() {
            return stream ? speech.stream(number) : speech.answer(number);
        }
    }

    private CheapServer(long delayMillis) throws IOException {
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20_000);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// Opens a server on a free port of the loopback address.
    ///
    /// @param delayMillis how long each answer waits, 0 or more
    /// @return the server, which serves once {@link #serve} is called
    /// @throws IOException if no port is to be had
    static CheapServer open(long delayMillis) throws IOException {
        return new CheapServer(delayMillis);
    }

    /// Starts a server and prints its port.
    ///
    /// @param args the answers' delay in milliseconds
    /// @throws IOException if no port is to be had
    public static void main(String[] args) throws IOException {
        try (CheapServer server = open(Long.parseLong(args[0]))) {
            Thread.ofPlatform().daemon().start(CheapServer::endWithParent);
            PrintStream out = System.out;
            out.println(server.port());
            out.flush();
            server.serve();
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // a broken pipe is the end as well
        }
        Runtime.getRuntime().halt(0);
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /// Serves until the server is closed.
    void serve() throws IOException {
        while (selector.isOpen()) {
            Waiting first = waiting.peekFirst();
            long wait = first == null ? Long.MAX_VALUE : first.due() - System.nanoTime();
            if (wait <= 0) {
                selector.selectNow(this::ready);
            } else {
                long millis = first == null ? 0 : Math.max(1, wait / 1_000_000);
                selector.select(this::ready, millis);
            }
            long now = System.nanoTime();
            while (!waiting.isEmpty() && waiting.getFirst().due() <= now) {
                Waiting due = waiting.removeFirst();
                write(due.channel(), due.request().answer());
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = listener.accept();
                if (channel != null) {
                    connections++;
                    channel.configureBlocking(false);
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
                }
            } else if (key.attachment() instanceof Peer peer) {
                peer.read();
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) {
        try {
            ByteBuffer out = ByteBuffer.wrap(bytes);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException e) {
            // the client is gone; so is the connection
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.close();
    }

    /// One connection: collects bytes until a request is whole.
    private final class Peer {
        private final SocketChannel channel;
        private ByteBuffer in = ByteBuffer.allocate(1024);

        Peer(SocketChannel channel) {
            this.channel = channel;
        }

        void read() throws IOException {
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
            }
            if (channel.read(in) < 0) {
                channel.close();
                return;
            }
            for (int length = requestLength(); length > 0; length = requestLength()) {
                byte[] bytes = in.array();
                int at = Math.max(0, Question.find(bytes, 0, length));
                String line = firstLine(bytes, length);
                if (line.startsWith(CONNECTIONS)) {
                    write(channel, (connections + "\n").getBytes(StandardCharsets.US_ASCII));
                } else {
                    Request request =
                            new Request(
                                    Speech.of(line),
                                    Question.number(bytes, at, length),
                                    line.contains("streamGenerateContent")
                                            || contains(bytes, length, STREAM));
                    waiting.addLast(new Waiting(channel, request, System.nanoTime() + delayNanos));
                }
                in.flip().position(length);
                in.compact();
            }
        }

        private static String firstLine(byte[] bytes, int length) {
            int end = 0;
            while (end < length && bytes[end] != '\r') {
                end++;
            }
            return new String(bytes, 0, end, StandardCharsets.US_ASCII);
        }

        /// A sign in the last bytes of a request, which is where clients say it.
        private static boolean contains(byte[] bytes, int length, byte[] sign) {
            for (int at = length - sign.length; at >= Math.max(0, length - TAIL); at--) {
                if (Arrays.equals(bytes, at, at + sign.length, sign, 0, sign.length)) {
                    return true;
                }
            }
            return false;
        }

        /// How long the first request is; 0 while it is not whole.
        private int requestLength() {
            byte[] bytes = in.array();
            int content = 0;
            int line = 0;
            for (int at = 0; at + 1 < in.position(); at++) {
                if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
                    continue;
                }
                if (at == line) {
                    int length = at + 2 + content;
                    return length <= in.position() ? length : 0;
                }
                content = Math.max(content, contentLength(bytes, line, at));
                line = at + 2;
            }
            return 0;
        }

        /// What a line of the head says of the body's length, 0 where it speaks of something else.
        private static int contentLength(byte[] bytes, int from, int to) {
            if (to - from < 16 || (bytes[from] | 0x20) != 'c' || (bytes[from + 8] | 0x20) != 'l') {
                return 0;
            }
            String line = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            return line.regionMatches(true, 0, "content-length:", 0, 15)
                    ? Integer.parseInt(line.substring(15).strip())
                    : 0;
        }
    }
}
