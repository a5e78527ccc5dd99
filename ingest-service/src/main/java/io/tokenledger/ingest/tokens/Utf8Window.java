package io.tokenledger.ingest.tokens;

import java.util.Arrays;

/** Bytes of a text in UTF-8, as many as fit; half of a surrogate pair becomes U+FFFD. Grows up to its limit. */
final class Utf8Window {
    private static final int MOST_BYTES_OF_A_CHARACTER = 4;

    private final int limit;
    private byte[] bytes = new byte[256];
    private int size;

    Utf8Window(int limit) {
        this.limit = limit;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Keeps the bytes from that one on. */
    void keepFrom(int from) {
        System.arraycopy(bytes, from, bytes, 0, size - from);
        size -= from;
    }

    /** Appends characters from {@code from} to {@code to}, as long as there is room; returns where it stopped. */
    int append(String text, int from, int to) {
        int index = from;
        while (index < to && size <= limit - MOST_BYTES_OF_A_CHARACTER) {
            if (size > bytes.length - MOST_BYTES_OF_A_CHARACTER) {
                bytes = Arrays.copyOf(bytes, Math.min(limit, bytes.length * 2));
            }
            int codePoint = CharacterKind.codePoint(text, index);
            put(codePoint);
            index += Character.charCount(codePoint);
        }
        return index;
    }

    private void put(int codePoint) {
        if (codePoint < 0x80) {
            bytes[size++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[size++] = (byte) (0xC0 | codePoint >> 6);
            tail(codePoint);
        } else if (codePoint < 0x10000) {
            bytes[size++] = (byte) (0xE0 | codePoint >> 12);
            tail(codePoint >> 6);
            tail(codePoint);
        } else {
            bytes[size++] = (byte) (0xF0 | codePoint >> 18);
            tail(codePoint >> 12);
            tail(codePoint >> 6);
            tail(codePoint);
        }
    }

    private void tail(int bits) {
        bytes[size++] = (byte) (0x80 | (bits & 0x3F));
    }
}
