package dev.kbench.bench;

import dev.kbench.content.Image;
import dev.kbench.llm.Llm;
import dev.kbench.models.OpenAiCompatible;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A prompt with a large picture, through the client to a server on this machine. What it allocates
/// for each call shows how often the picture is copied.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PictureSpeed {
    static final int SIZE = 8 << 20;

    private final SwallowingServer server;
    private final Llm llm;
    private final Image picture = picture(SIZE);

    /// Makes the picture and starts the server.
    public PictureSpeed() {
        server = SwallowingServer.start();
        llm = llm(server);
    }

    static Image picture(int size) {
        byte[] bytes = new byte[size];
        byte[] head = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return Image.fromBytes(bytes);
    }

    static Llm llm(SwallowingServer server) {
        return OpenAiCompatible.model("m", with -> with.baseUrl(server.url()));
    }

    /// Ends the server.
    ///
    /// @throws IOException if it cannot be closed
    @TearDown
    public void end() throws IOException {
        server.close();
    }

    /// One prompt.
    ///
    /// @return the answer
    @Benchmark
    public String prompt() {
        return llm.prompt("What is it?", with -> with.image(picture));
    }
}
