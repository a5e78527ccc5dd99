package io.tokenledger.sample;

import java.time.LocalDate;
import java.util.Arrays;

/** Builds one ASCII record after the other in the same buffer. */
final class JsonBytes {
    private static final long DAY_MILLIS = 86_400_000;

    private byte[] bytes = new byte[1024];
    private int size;
    private long day = Long.MIN_VALUE;
    private String date = "";

    JsonBytes start() {
        size = 0;
        return this;
    }

    JsonBytes text(String ascii) {
        int length = ascii.length();
        makeRoom(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    JsonBytes number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a count of " + value);
        }
        makeRoom(20);
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        digits(value, digits);
        return this;
    }

    JsonBytes hex(long value) {
        makeRoom(16);
        for (int shift = 60; shift >= 0; shift -= 4) {
            bytes[size++] = (byte) "0123456789abcdef".charAt((int) (value >>> shift) & 0xf);
        }
        return this;
    }

    /** RFC 3339 in UTC with milliseconds. */
    JsonBytes instant(long epochMillis) {
        long wanted = Math.floorDiv(epochMillis, DAY_MILLIS);
        if (wanted != day) {
            day = wanted;
            date = LocalDate.ofEpochDay(wanted).toString();
        }
        int millis = (int) Math.floorMod(epochMillis, DAY_MILLIS);
        text(date).text("T");
        makeRoom(13);
        digits(millis / 3_600_000, 2);
        bytes[size++] = ':';
        digits(millis / 60_000 % 60, 2);
        bytes[size++] = ':';
        digits(millis / 1_000 % 60, 2);
        bytes[size++] = '.';
        digits(millis % 1_000, 3);
        bytes[size++] = 'Z';
        return this;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    private void digits(long value, int digits) {
        long rest = value;
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    private void makeRoom(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (size + more));
        }
    }
}
