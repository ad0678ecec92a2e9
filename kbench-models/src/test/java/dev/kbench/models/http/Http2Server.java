package dev.kbench.models.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A server on the loopback address that speaks HTTP/2 over TLS alone (RFC 9113), and answers each
/// request as its script says, down to the frames. It reads no header but counts, and knows each
/// body.
public final class Http2Server implements AutoCloseable {
    /// Answers one request, in a thread of its own.
    @FunctionalInterface
    public interface Script {
        void answer(Stream stream) throws IOException;
    }

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PREFACE = 24;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int REFUSED_STREAM = 7;
    private static final int WINDOW = 65_535;

    private final SSLServerSocket listener;
    private final int most;
    private final boolean widening;
    private final Script script;
    private final List<SSLSocket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Stream> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> full = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> resets = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();

    /// @param most how many requests it takes at a time on one connection
    public static Http2Server start(TestAuthority authority, int most, Script script)
            throws Exception {
        return start(authority, most, true, script);
    }

    /// One that never lets a client send more than the first 65,535 bytes of a connection.
    public static Http2Server stalling(TestAuthority authority) throws Exception {
        return start(authority, 100, false, _ -> {});
    }

    private static Http2Server start(
            TestAuthority authority, int most, boolean widening, Script script) throws Exception {
        SSLServerSocket listener =
                (SSLServerSocket)
                        authority
                                .serverSockets()
                                .createServerSocket(0, 600, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listener.setSSLParameters(parameters);
        Http2Server server = new Http2Server(listener, most, widening, script);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    private Http2Server(SSLServerSocket listener, int most, boolean widening, Script script) {
        this.listener = listener;
        this.most = most;
        this.widening = widening;
        this.script = script;
    }

    /// Answers with a status, a content type and a body.
    public static Script answering(int status, String type, String body) {
        return stream -> {
            stream.head(status, type);
            stream.data(body, true);
        };
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "https://localhost:" + port() + "/v1";
    }

    public int connections() {
        return connections.get();
    }

    public int answered() {
        return answered.get();
    }

    /// The most requests that were under way at a time on one connection.
    int highest() {
        return highest.get();
    }

    /// Waits for the next request that no one has waited for.
    public Stream awaitRequest() throws InterruptedException {
        return await(requests);
    }

    /// Waits until the client gives up a stream; gives the stream's number.
    public int awaitReset() throws InterruptedException {
        return await(resets);
    }

    /// Waits until a client has sent as much of a request as it may; gives the stream's number.
    public int awaitFull() throws InterruptedException {
        return await(full);
    }

    private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came in a minute");
        }
        return next;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(PREFACE);
            connections.incrementAndGet();
            new Connection(socket).serve(in);
        } catch (IOException e) {
            // the client is gone
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (SSLSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A request, and the way to answer it.
    public final class Stream {
        private final Connection connection;
        private final int number;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        private Stream(Connection connection, int number) {
            this.connection = connection;
            this.number = number;
        }

        /// 1 for a connection's first request, 3 for its second.
        public int number() {
            return number;
        }

        public String body() {
            return body.toString(StandardCharsets.UTF_8);
        }

        public void head(int status, String type) throws IOException {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            literal(block, ":status", Integer.toString(status));
            literal(block, "content-type", type);
            connection.frame(HEADERS, END_HEADERS, number, block.toByteArray());
        }

        /// A literal field without indexing (RFC 7541, 6.2.2).
        private static void literal(ByteArrayOutputStream block, String name, String value) {
            block.write(0);
            for (String text : List.of(name, value)) {
                byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
                block.write(bytes.length);
                block.writeBytes(bytes);
            }
        }

        public void data(String text, boolean last) throws IOException {
            if (last) {
                connection.open.remove(number);
                answered.incrementAndGet();
            }
            connection.frame(
                    DATA, last ? END_STREAM : 0, number, text.getBytes(StandardCharsets.UTF_8));
        }

        public void reset(int code) throws IOException {
            connection.open.remove(number);
            connection.frame(RST_STREAM, 0, number, fourBytes(code));
        }

        /// Tells the client to go; requests above the last one were not looked at.
        public void goAway(int last) throws IOException {
            connection.frame(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(0).array());
        }

        /// Closes the connection.
        public void breakOff() throws IOException {
            connection.socket.close();
        }
    }

    private static byte[] fourBytes(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private final class Connection {
        private final SSLSocket socket;
        private final OutputStream out;
        private final Map<Integer, Stream> open = new ConcurrentHashMap<>();

        Connection(SSLSocket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        synchronized void frame(int type, int flags, int stream, byte[] payload)
                throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
            frame.putShort((short) (payload.length >> 8)).put((byte) payload.length);
            frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
            out.write(frame.array());
            out.flush();
        }

        void serve(DataInputStream in) throws IOException {
            frame(
                    SETTINGS,
                    0,
                    0,
                    ByteBuffer.allocate(6)
                            .putShort((short) MAX_CONCURRENT_STREAMS)
                            .putInt(most)
                            .array());
            while (true) {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                take(type, flags, stream, in.readNBytes(length));
            }
        }

        private void take(int type, int flags, int number, byte[] payload) throws IOException {
            switch (type) {
                case HEADERS -> begin(number);
                case DATA -> {
                    Stream stream = open.get(number);
                    if (stream != null) {
                        stream.body.writeBytes(payload);
                    }
                    if (stream != null && !widening && stream.body.size() == WINDOW) {
                        full.add(number);
                    }
                    if (payload.length > 0 && widening) {
                        frame(WINDOW_UPDATE, 0, 0, fourBytes(payload.length));
                        frame(WINDOW_UPDATE, 0, number, fourBytes(payload.length));
                    }
                }
                case RST_STREAM -> {
                    open.remove(number);
                    resets.add(number);
                }
                case SETTINGS -> {
                    if ((flags & ACK) == 0) {
                        frame(SETTINGS, ACK, 0, new byte[0]);
                    }
                }
                case PING -> {
                    if ((flags & ACK) == 0) {
                        frame(PING, ACK, 0, payload);
                    }
                }
                default -> {}
            }
            Stream whole = (flags & END_STREAM) == 0 || type > HEADERS ? null : open.get(number);
            if (whole != null) {
                requests.add(whole);
                Thread.ofVirtual().start(() -> answer(whole));
            }
        }

        private void begin(int number) throws IOException {
            Stream stream = new Stream(this, number);
            if (open.size() >= most) {
                stream.reset(REFUSED_STREAM);
                return;
            }
            open.put(number, stream);
            highest.accumulateAndGet(open.size(), Math::max);
        }

        private void answer(Stream stream) {
            try {
                script.answer(stream);
            } catch (IOException e) {
                // the client is gone
            }
        }
    }
}
