package io.tokenledger.report.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The font of PDF files, DejaVu Sans Condensed, and which letters it has: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew,
 * Arabic, and symbols; none of Chinese, Japanese, Korean and the scripts of India.
 */
final class Glyphs {
    static final String FAMILY = "DejaVu Sans Condensed";
    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final IntPredicate REGULAR = glyphsOf("DejaVuSansCondensed.ttf");
    private static final IntPredicate BOLD = glyphsOf("DejaVuSansCondensed-Bold.ttf");

    private Glyphs() {}

    static InputStream regular() {
        return file("DejaVuSansCondensed.ttf");
    }

    static InputStream bold() {
        return file("DejaVuSansCondensed-Bold.ttf");
    }

    /** The same text with {@code [U+4E2D]} for every character that a font lacks: nothing is dropped silently. */
    static String withCodesForWhatIsMissing(String text) {
        StringBuilder told = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\t' || character == '\r' || has(character)) {
                told.appendCodePoint(character);
            } else {
                told.append(String.format(Locale.ROOT, "[U+%04X]", character));
            }
        });
        return told.toString();
    }

    private static boolean has(int character) {
        return REGULAR.test(character) && BOLD.test(character);
    }

    private static IntPredicate glyphsOf(String font) {
        try (InputStream file = file(font);
                TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
            CmapLookup glyphs = parsed.getUnicodeCmapLookup();
            return character -> glyphs.getGlyphId(character) != 0;
        } catch (IOException failure) {
            throw new UncheckedIOException("the font " + font + " cannot be read", failure);
        }
    }

    private static InputStream file(String font) {
        return Objects.requireNonNull(Glyphs.class.getResourceAsStream(FOLDER + font), font);
    }
}
