package dev.kbench.it.guide;

import static dev.kbench.Kbench.lastReasoningTraces;
import static dev.kbench.Kbench.system;
import static dev.kbench.Kbench.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;

import dev.kbench.chat.Chats;
import dev.kbench.chat.Role;
import dev.kbench.content.Audio;
import dev.kbench.content.Image;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaUrl;
import dev.kbench.content.Video;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.schema.Default;
import dev.kbench.schema.Description;
import dev.kbench.schema.Fields;
import dev.kbench.schema.Max;
import dev.kbench.schema.Min;
import dev.kbench.schema.Schema;
import dev.kbench.schema.TypeRef;
import dev.kbench.schema.UnparsableAnswerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// What the guide says of asking (section 4 of the quick reference). Each test looks at the request
/// that was sent.
class PromptingGuideTest {
    @TempDir Path folder;

    private static byte[] red() {
        int[] pixels = new int[16 * 16];
        Arrays.fill(pixels, 0xffff0000);
        return bytes(Image.fromPixels(pixels, 16, 16));
    }

    private static byte[] bytes(Image image) {
        return Base64.getDecoder().decode(((MediaBytes) image.source()).base64());
    }

    @Test
    void reasoning() throws Exception {
        ScriptedModels models =
                ScriptedModels.responding(
                        _ -> ModelResponse.builder().reasoning("10 + 7").text("255").build());
        models.inTask(
                folder,
                llm -> {
                    String response =
                            llm.prompt("Solve: 15 × 17", with -> with.reasoning(Reasoning.MEDIUM));
                    Optional<String> traces = lastReasoningTraces();

                    assertThat(response).isEqualTo("255");
                    assertThat(traces).contains("10 + 7");
                });
        assertThat(models.asked().getFirst().reasoning()).contains(Reasoning.MEDIUM);
    }

    @Test
    void historyIsKept() throws Exception {
        ScriptedModels models = ScriptedModels.saying("Alice");
        models.inTask(
                folder,
                llm -> {
                    llm.prompt("My name is Alice.");
                    String response = llm.prompt("What is my name?");

                    assertThat(response).isEqualTo("Alice");
                });
        assertThat(models.asked().getLast().messages())
                .extracting(RequestMessage::text)
                .containsExactly("My name is Alice.", "Alice", "What is my name?");
    }

    record Sentiment(String label, double score) {}

    @Test
    void aRecord() throws Exception {
        ScriptedModels models = ScriptedModels.saying("{\"label\": \"positive\", \"score\": 0.95}");
        models.inTask(
                folder,
                llm -> {
                    StringJoiner out = new StringJoiner(" ");

                    Sentiment result = llm.prompt("Analyze: 'I love this!'", Sentiment.class);
                    out.add(result.label()).add(String.valueOf(result.score()));

                    assertThat(out).hasToString("positive 0.95");
                });
        assertThat(models.asked().getFirst().answerSchema().orElseThrow().schema().json())
                .contains("\"label\"", "\"score\"", "\"required\"");
    }

    @Test
    void fields() throws Exception {
        ScriptedModels models =
                ScriptedModels.saying("{\"answer\": true, \"explanation\": \"9.90 > 9.11\"}");
        models.inTask(
                folder,
                llm -> {
                    Fields result =
                            llm.prompt(
                                    "Is 9.9 more than 9.11?",
                                    Schema.fields(
                                            "answer", boolean.class, "explanation", String.class));
                    boolean answer = result.bool("answer");
                    String explanation = result.text("explanation");

                    assertThat(answer).isTrue();
                    assertThat(explanation).isEqualTo("9.90 > 9.11");
                });
        assertThat(models.asked().getFirst().answerSchema().orElseThrow().schema().json())
                .contains("\"answer\"", "\"explanation\"");
    }

    @Test
    void primitives() throws Exception {
        ScriptedModels models =
                ScriptedModels.answering(
                        asked ->
                                switch (ScriptedModels.last(asked).charAt(0)) {
                                    case 'H' -> "{\"value\": 5}";
                                    case 'I' -> "yes";
                                    case 'T' -> "about 5";
                                    default -> "In short: …";
                                });
        models.inTask(
                folder,
                llm -> {
                    int count = llm.prompt("How many letters in 'hello'?", int.class);
                    boolean blue = llm.prompt("Is the sky blue?", boolean.class);
                    String text = llm.prompt("Summarize briefly.");

                    assertThat(count).isEqualTo(5);
                    assertThat(blue).isTrue();
                    assertThat(text).isEqualTo("In short: …");
                    assertThatExceptionOfType(UnparsableAnswerException.class)
                            .isThrownBy(() -> llm.prompt("Tell me roughly.", int.class));
                });
        assertThat(models.asked().get(2).answerSchema()).isEmpty();
    }

    record Review(
            @Description("positive, negative, or neutral") String sentiment,
            @Description("confidence score 0-1") @Min(0) @Max(1) double score,
            @Description("notable phrases from the text") @Default("[]") List<String> keyPhrases) {}

    @Test
    void descriptionsAndRules() throws Exception {
        ScriptedModels models =
                ScriptedModels.answering(
                        asked ->
                                ScriptedModels.last(asked).contains("Great")
                                        ? "[{\"sentiment\": \"positive\", \"score\": 0.9}]"
                                        : "{\"sentiment\": \"negative\", \"score\": 7}");
        models.inTask(
                folder,
                llm -> {
                    List<Review> all =
                            llm.prompt("Analyze: 'Great movie!'", new TypeRef<List<Review>>() {});

                    assertThat(all).containsExactly(new Review("positive", 0.9, List.of()));
                    assertThatExceptionOfType(UnparsableAnswerException.class)
                            .isThrownBy(() -> llm.prompt("Analyze: 'Oh.'", Review.class))
                            .withMessageContaining("$.score must be at most 1, got 7");
                });
        assertThat(models.asked().getFirst().answerSchema().orElseThrow().schema().json())
                .contains("notable phrases from the text", "\"maximum\"");
    }

    @Test
    void pictures() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/photo.png",
                exchange -> {
                    exchange.sendResponseHeaders(200, red().length);
                    exchange.getResponseBody().write(red());
                    exchange.close();
                });
        server.start();
        String url = "http://127.0.0.1:%d/photo.png".formatted(server.getAddress().getPort());
        Path chart = Files.write(folder.resolve("chart.png"), red());
        ScriptedModels models = ScriptedModels.saying("Red.");
        try {
            models.inTask(
                    folder,
                    llm -> {

                        // one picture, fetched before it is sent
                        Image photo =
                                Image.fromUrl(url).download(with -> with.allowPrivateAddresses());
                        String response =
                                llm.prompt("Describe this image", with -> with.image(photo));

                        // several, put into the conversation; an address is passed on as it is
                        user().send(Image.fromUrl("https://example.com/photo.jpg"));
                        user().send(Image.fromPath(chart));
                        String compared = llm.prompt("Compare these images");

                        assertThat(response).isEqualTo(compared);
                    });
        } finally {
            server.stop(0);
        }
        List<ModelRequest> asked = models.asked();
        assertThat(images(asked.getFirst()))
                .singleElement()
                .satisfies(image -> assertThat(bytes(image)).isEqualTo(red()));
        assertThat(images(asked.getLast())).hasSize(3);
        assertThat(images(asked.getLast()).get(1).source())
                .isEqualTo(new MediaUrl("https://example.com/photo.jpg"));
    }

    private static List<Image> images(ModelRequest request) {
        return request.messages().stream()
                .flatMap(message -> message.parts().stream())
                .filter(Image.class::isInstance)
                .map(Image.class::cast)
                .toList();
    }

    @Test
    void whereContentComesFrom() throws Exception {
        byte[] bytes = red();
        String base64 = Base64.getEncoder().encodeToString(bytes);
        int[] argb = new int[64 * 64];
        Path path = Files.write(folder.resolve("photo.png"), bytes);

        Image address = Image.fromUrl("https://example.com/photo.jpg");
        Image file = Image.fromPath(path);
        Image encoded = Image.fromBase64(base64, "png");
        Image loaded = Image.fromBytes(bytes);
        Image drawn = Image.fromPixels(argb, 64, 64);

        assertThat(address.source()).isInstanceOf(MediaUrl.class);
        assertThat(List.of(file, encoded, loaded))
                .allSatisfy(image -> assertThat(bytes(image)).isEqualTo(bytes));
        assertThat(drawn.mimeType()).isEqualTo("image/png");
    }

    @Test
    void filmsAndSounds() throws Exception {
        byte[] wave = wave();
        Path speech = Files.write(folder.resolve("speech.wav"), wave);
        ScriptedModels models = ScriptedModels.saying("A cat walks by.");
        models.inTask(
                folder,
                llm -> {
                    Video film = Video.fromUrl("https://www.youtube.com/watch?v=aqz-KE-bpKQ");
                    String seen =
                            llm.prompt("What happens in this video?", with -> with.video(film));

                    Audio sound = Audio.fromPath(speech);
                    String heard = llm.prompt("Transcribe this audio.", with -> with.audio(sound));

                    assertThat(seen).isEqualTo(heard);
                });
        assertThat(models.asked().getFirst().messages().getFirst().parts())
                .anyMatch(Video.class::isInstance);
        assertThat(models.asked().getLast().messages())
                .anyMatch(message -> message.parts().stream().anyMatch(Audio.class::isInstance));
    }

    /// A tenth of a second of silence.
    private static byte[] wave() {
        byte[] data = new byte[44 + 1600];
        java.nio.ByteBuffer.wrap(data)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(data.length - 8)
                .put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(1600);
        return data;
    }

    @Test
    void systemMessages() throws Exception {
        ScriptedModels models = ScriptedModels.saying("Arr!");
        models.inTask(
                folder,
                llm -> {
                    system().send("You are an expert Python programmer.");
                    llm.prompt("Check this code for bugs: print(1)");

                    try (var _ =
                            Chats.open(
                                    "pirate_chat",
                                    with -> with.systemInstructions("You are a pirate."))) {
                        llm.prompt("Tell me about treasure.");
                    }
                });
        assertThat(models.asked())
                .extracting(asked -> asked.messages().getFirst())
                .extracting(RequestMessage::role)
                .containsOnly(Role.SYSTEM);
        assertThat(models.asked().getLast().messages())
                .extracting(RequestMessage::text)
                .containsExactly("You are a pirate.", "Tell me about treasure.");
    }

    @Test
    void streamingTemperatureAndEffort() throws Exception {
        ScriptedModels models = ScriptedModels.saying("Once upon a time.\nThe end.");
        StringJoiner seen = new StringJoiner("|");
        models.inTask(
                folder,
                llm -> {
                    llm.streaming(true).prompt("Write a long story.");
                    llm.prompt("Another one.", with -> with.onChunk(seen::add));

                    llm.prompt("What is 2+2?"); // temperature 0, seed 0
                    llm.prompt("Write a story about a cat.", with -> with.temperature(0.7).seed(3));

                    llm.prompt("Solve: 127 * 53", with -> with.reasoning(Reasoning.HIGH));
                });
        List<ModelRequest> asked = models.asked();
        assertThat(asked.get(0).streaming()).isTrue();
        assertThat(seen).hasToString("Once upon a time.|The end.");
        assertThat(asked.get(2).temperature()).hasValue(0);
        assertThat(asked.get(2).seed()).hasValue(0);
        assertThat(asked.get(3).temperature()).hasValue(0.7);
        assertThat(asked.get(3).seed()).hasValue(3);
        assertThat(asked.get(4).reasoning()).contains(Reasoning.HIGH);
    }
}
