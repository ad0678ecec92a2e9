package dev.kbench.room;

import dev.kbench.content.Image;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pictures that carry a mark: in their bytes, their caption, or their address, and by their
/// digest.
final class Pictures {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Pattern DIGEST = Pattern.compile("sha256 \\p{XDigit}+");

    private Pictures() {}

    static Image of(String mark, Secrets secrets, Random random) {
        if (random.nextInt(3) == 0) {
            String address = "https://pictures.example/" + random.nextLong() + ".png";
            secrets.standsFor(address, mark);
            return Image.fromUrl(address);
        }
        byte[] said = (mark + random.nextLong()).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[PNG.length + said.length];
        System.arraycopy(PNG, 0, bytes, 0, PNG.length);
        System.arraycopy(said, 0, bytes, PNG.length, said.length);
        Image image = Image.fromBytes(bytes);
        Matcher digest = DIGEST.matcher(image.text());
        if (!digest.find()) {
            throw new AssertionError("no digest in " + image.text());
        }
        secrets.standsFor(digest.group(), mark);
        return random.nextBoolean() ? image.withCaption("look " + mark) : image;
    }
}
