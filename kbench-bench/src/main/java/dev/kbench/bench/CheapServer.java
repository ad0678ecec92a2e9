package dev.kbench.bench;

import org.jspecify.annotations.Nullable;

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
import java.util.concurrent.TimeUnit;

/// A model's server that costs next to nothing: one thread, one selector, one answer. Each request
/// is answered a fixed time after it came, so that what waits is a queue in order of arrival. It
/// serves `POST …/chat/completions` with the same answer each time, and `GET /count` with the
/// number of those. Runs as a process of its own, and ends when its standard input does.
///
/// One thread.
public final class CheapServer {
    private static final byte[] ANSWER =
            response(
                    """
                    {"id":"c1","object":"chat.completion","model":"bench","choices":[{"index":0,\
                    "message":{"role":"assistant","content":"42"},"finish_reason":"stop"}],\
                    "usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}\
                    """);

    private final long delayNanos;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long answered;

    private record Waiting(Peer peer, long due) {}

    private CheapServer(long delayMillis) throws IOException {
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10_000);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// Starts the server and prints its port.
    ///
    /// @param args the answer's delay in milliseconds
    /// @throws IOException if no port is to be had
    public static void main(String[] args) throws IOException {
        CheapServer server = new CheapServer(Long.parseLong(args[0]));
        Thread.ofPlatform().daemon().start(CheapServer::endWithParent);
        PrintStream out = System.out;
        out.println(((InetSocketAddress) server.listener.getLocalAddress()).getPort());
        out.flush();
        server.serve();
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // a broken pipe is the end as well
        }
        Runtime.getRuntime().halt(0);
    }

    private void serve() throws IOException {
        while (true) {
            long wait = waiting.isEmpty() ? 0 : waiting.getFirst().due() - System.nanoTime();
            if (waiting.isEmpty()) {
                selector.select(this::ready);
            } else if (wait <= 0) {
                selector.selectNow(this::ready);
            } else {
                selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
            }
            long now = System.nanoTime();
            while (!waiting.isEmpty() && waiting.getFirst().due() <= now) {
                waiting.removeFirst().peer().write(ANSWER);
                answered++;
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = listener.accept();
                if (channel != null) {
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

    private static byte[] response(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// One connection: collects bytes until a request is whole.
    private final class Peer {
        private final SocketChannel channel;
        private ByteBuffer in = ByteBuffer.allocate(4096);

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
            while (true) {
                String head = head();
                if (head == null) {
                    return;
                }
                int length = head.length() + 4 + contentLength(head);
                if (in.position() < length) {
                    return;
                }
                in.flip().position(length);
                in.compact();
                if (head.startsWith("GET /count")) {
                    write(response(Long.toString(answered)));
                } else {
                    waiting.addLast(new Waiting(this, System.nanoTime() + delayNanos));
                }
            }
        }

        private @Nullable String head() {
            String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? null : text.substring(0, end);
        }

        private static int contentLength(String head) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }

        void write(byte[] bytes) {
            try {
                ByteBuffer out = ByteBuffer.wrap(bytes);
                while (out.hasRemaining()) {
                    channel.write(out);
                }
            } catch (IOException e) {
                // the client is gone; so is the connection
            }
        }
    }
}
