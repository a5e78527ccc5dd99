package io.tokenledger.ingest.tokens;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Width and height of an image in pixels, 1 or more.
 *
 * <p>They are read from the first bytes of a PNG, GIF, WebP or JPEG file; nothing is decoded or fetched.
 */
public record ImageSize(int width, int height) {
    /** Most characters of Base64 that are looked at: a JPEG's size stands behind its thumbnail. */
    private static final int HEADER_CHARS = 1 << 18;

    /** The size of the image in a {@code data:} URL or in plain Base64; null where it cannot be told. */
    static @Nullable ImageSize ofBase64(String text) {
        int from = text.startsWith("data:") ? text.indexOf(',') + 1 : 0;
        int length = Math.min(text.length() - from, HEADER_CHARS) & ~3;
        try {
            return ofBytes(Base64.getDecoder().decode(text.substring(from, from + length)));
        } catch (IllegalArgumentException e) {
            return null; // not Base64, so no image that could be read
        }
    }

    private static @Nullable ImageSize ofBytes(byte[] file) {
        if (starts(file, 0, "\u0089PNG") && file.length >= 24) {
            return known(big(file, 16, 4), big(file, 20, 4));
        }
        if (starts(file, 0, "GIF8") && file.length >= 10) {
            return known(little(file, 6, 2), little(file, 8, 2));
        }
        if (starts(file, 0, "RIFF") && starts(file, 8, "WEBP") && file.length >= 30) {
            return ofWebP(file);
        }
        return starts(file, 0, "\u00ff\u00d8") ? ofJpeg(file) : null;
    }

    /** Google, WebP container specification: lossy, lossless and extended files. */
    private static @Nullable ImageSize ofWebP(byte[] file) {
        if (starts(file, 12, "VP8 ")) {
            return known(little(file, 26, 2) & 0x3FFF, little(file, 28, 2) & 0x3FFF);
        }
        if (starts(file, 12, "VP8L")) {
            long bits = little(file, 21, 4);
            return known((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
        }
        return starts(file, 12, "VP8X") ? known(little(file, 24, 3) + 1, little(file, 27, 3) + 1) : null;
    }

    /** Goes from segment to segment to the start of the frame (ITU T.81, B.2.2). */
    private static @Nullable ImageSize ofJpeg(byte[] file) {
        int at = 2;
        while (at + 9 <= file.length && (file[at] & 0xFF) == 0xFF) {
            int marker = file[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++; // fill byte
            } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return known(big(file, at + 7, 2), big(file, at + 5, 2));
            } else {
                at += 2 + Math.max(2, (int) big(file, at + 2, 2));
            }
        }
        return null;
    }

    private static @Nullable ImageSize known(long width, long height) {
        boolean usable = width > 0 && height > 0 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE;
        return usable ? new ImageSize((int) width, (int) height) : null;
    }

    private static boolean starts(byte[] file, int at, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (at + i >= file.length || (file[at + i] & 0xFF) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static long big(byte[] file, int at, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | (file[at + i] & 0xFF);
        }
        return number;
    }

    private static long little(byte[] file, int at, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | (file[at + i] & 0xFF);
        }
        return number;
    }
}
