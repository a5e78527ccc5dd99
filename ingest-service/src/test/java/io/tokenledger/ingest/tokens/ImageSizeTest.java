package io.tokenledger.ingest.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSizeTest {
    private static byte[] written(String format, int width, int height) throws IOException {
        var file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, file))
                .isTrue();
        return file.toByteArray();
    }

    private static String base64(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    /** Files that the Java runtime writes. */
    @ParameterizedTest
    @CsvSource({"png, 640, 480", "png, 1, 3000", "jpg, 1023, 17", "jpg, 4000, 1474", "gif, 300, 200"})
    void theSizeStandsInTheFile(String format, int width, int height) throws IOException {
        String file = base64(written(format, width, height));
        assertThat(ImageSize.ofBase64("data:image/" + format + ";base64," + file))
                .isEqualTo(new ImageSize(width, height));
        assertThat(ImageSize.ofBase64(file)).isEqualTo(new ImageSize(width, height));
    }

    /** Headers as the WebP container specification draws them: 550 x 368 each. */
    @ParameterizedTest
    @CsvSource({
        "52494646 00000000 57454250 56503820 00000000 000000 9d012a 2602 7001",
        "52494646 00000000 57454250 5650384c 00000000 2f 25c25b00 00000000 00",
        "52494646 00000000 57454250 56503858 0a000000 00000000 250200 6f0100"
    })
    void theSizeStandsInEveryKindOfWebP(String hex) {
        byte[] file = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(ImageSize.ofBase64(base64(file))).isEqualTo(new ImageSize(550, 368));
    }

    @Test
    void whatIsNoImageHasNoSizeAndNeverFails() throws IOException {
        assertThat(ImageSize.ofBase64("")).isNull();
        assertThat(ImageSize.ofBase64("data:")).isNull();
        assertThat(ImageSize.ofBase64("data:image/png;base64,%%%%")).isNull();
        assertThat(ImageSize.ofBase64("https://example.org/a.png")).isNull();
        long seed = System.nanoTime();
        System.out.println("mangled images: seed " + seed);
        var random = new Random(seed);
        for (String format : new String[] {"png", "jpg", "gif"}) {
            for (int i = 0; i < 2_000; i++) {
                byte[] file = written(format, 20, 10);
                file[random.nextInt(Math.min(file.length, 40))] = (byte) random.nextInt();
                ImageSize size = ImageSize.ofBase64(base64(file).substring(0, 4 * random.nextInt(file.length / 3)));
                assertThat(size == null || (size.width() > 0 && size.height() > 0))
                        .isTrue();
            }
        }
    }
}
