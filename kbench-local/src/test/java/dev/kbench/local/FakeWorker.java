package dev.kbench.local;

import dev.kbench.local.worker.Frame;
import dev.kbench.local.worker.Frames;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A worker without a model: it does what the prompt and the file's name tell it to.
final class FakeWorker {
    private static int task;

    private FakeWorker() {}

    public static void main(String[] args) throws IOException {
        InputStream in = new BufferedInputStream(System.in);
        OutputStream out = new BufferedOutputStream(System.out);
        for (Optional<Frame> frame = Frames.read(in); frame.isPresent(); frame = Frames.read(in)) {
            switch (frame.get()) {
                case Frame.Load load -> load(load.file(), out);
                case Frame.Render render ->
                        Frames.write(
                                new Frame.Rendered(
                                        render.id(),
                                        render.texts().getLast(),
                                        render.texts().getLast().length()),
                                out);
                case Frame.Generate generate -> answer(generate, in, out);
                default -> {}
            }
        }
    }

    private static void load(String file, OutputStream out) throws IOException {
        if (file.contains("refused")) {
            Frames.write(new Frame.NotLoaded("wrong magic"), out);
        } else if (file.contains("aborting")) {
            die("GGML_ASSERT: broken");
        } else if (file.contains("babbling")) {
            out.write("Extracted something".getBytes(StandardCharsets.UTF_8));
            out.flush();
        } else {
            Frames.write(new Frame.Ready(), out);
        }
    }

    private static void answer(Frame.Generate request, InputStream in, OutputStream out)
            throws IOException {
        task++;
        String prompt = request.prompt();
        if (prompt.startsWith("die")) {
            Frames.write(new Frame.Piece(request.id(), "half"), out);
            die("segmentation fault");
        }
        if (prompt.startsWith("refuse")) {
            Frames.write(new Frame.Failed(request.id(), "no such thing"), out);
            return;
        }
        if (prompt.startsWith("wait")) {
            Frames.write(new Frame.Piece(request.id(), "waiting"), out);
            if (prompt.startsWith("wait at ")) {
                Files.writeString(Path.of(prompt.substring("wait at ".length())), "here");
            }
            if (prompt.equals("wait deaf")) {
                Frames.read(in);
                return;
            }
            Frames.read(in);
            Frames.write(new Frame.Done(request.id(), task), out);
            return;
        }
        int tokens = 0;
        for (String piece : new String[] {"The", " short", " answer", "."}) {
            if (tokens < request.maxTokens()) {
                Frames.write(new Frame.Piece(request.id(), piece), out);
                tokens++;
            }
        }
        if (tokens < request.maxTokens()) {
            Frames.write(new Frame.Piece(request.id(), ""), out);
            tokens++;
        }
        Frames.write(new Frame.Piece(request.id(), ""), out);
        if (prompt.startsWith("uncounted")) {
            System.err.close();
        } else {
            System.err.printf(
                    "slot update_slots: id  0 | task %d | new prompt, n_prompt_tokens = %d%n",
                    task, prompt.length());
            System.err.printf("slot print_timing: id  0 | task %d | %n", task);
            System.err.printf("       eval time =     1,00 ms /     %d tokens%n", tokens);
        }
        Frames.write(new Frame.Done(request.id(), task), out);
    }

    private static void die(String words) {
        System.err.println(words);
        System.err.flush();
        Runtime.getRuntime().halt(134);
    }
}
