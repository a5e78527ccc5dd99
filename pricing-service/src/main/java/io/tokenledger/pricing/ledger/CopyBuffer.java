package io.tokenledger.pricing.ledger;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's binary COPY format.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html">COPY, "Binary Format"</a>
 */
final class CopyBuffer {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long EPOCH_2000_SECONDS = 946_684_800L;
    private static final int NUMERIC_POSITIVE = 0;
    private static final int NUMERIC_NEGATIVE = 0x4000;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);

    private byte[] bytes;
    private int size;

    CopyBuffer(int expectedBytes) {
        bytes = Arrays.copyOf(HEADER, Math.max(expectedBytes, 1024));
        size = HEADER.length;
    }

    /** Begins a row of that many columns. */
    CopyBuffer row(int columns) {
        putShort(columns);
        return this;
    }

    CopyBuffer text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        put(utf8);
        return this;
    }

    /** A jsonb value from its text; its binary form is a version byte and the text. */
    CopyBuffer jsonb(@Nullable String json) {
        if (json == null) {
            return nothing();
        }
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length + 1);
        putByte(1);
        put(utf8);
        return this;
    }

    CopyBuffer uuid(UUID value) {
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyBuffer bool(boolean value) {
        putInt(1);
        putByte(value ? 1 : 0);
        return this;
    }

    CopyBuffer int2(int value) {
        putInt(Short.BYTES);
        putShort(value);
        return this;
    }

    CopyBuffer int4(int value) {
        putInt(Integer.BYTES);
        putInt(value);
        return this;
    }

    CopyBuffer int8(long value) {
        putInt(Long.BYTES);
        putLong(value);
        return this;
    }

    CopyBuffer int8OrNull(@Nullable Long value) {
        return value == null ? nothing() : int8(value);
    }

    /** A timestamptz: microseconds since 2000-01-01T00:00Z. Finer parts are cut off. */
    CopyBuffer timestamptz(Instant value) {
        putInt(Long.BYTES);
        putLong(Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - EPOCH_2000_SECONDS, 1_000_000L), value.getNano() / 1000));
        return this;
    }

    /** A whole number as numeric with scale 0: digits in base 10 000, highest first. */
    CopyBuffer numeric(@Nullable BigInteger value) {
        if (value == null) {
            return nothing();
        }
        BigInteger magnitude = value.abs();
        var digits = new ArrayDeque<Integer>();
        if (magnitude.bitLength() < Long.SIZE) {
            for (long rest = magnitude.longValueExact(); rest > 0; rest /= 10_000) {
                digits.addFirst((int) (rest % 10_000));
            }
        } else {
            for (BigInteger rest = magnitude; rest.signum() > 0; rest = rest.divide(NUMERIC_BASE)) {
                digits.addFirst(rest.mod(NUMERIC_BASE).intValueExact());
            }
        }
        putInt(Short.BYTES * (4 + digits.size()));
        putShort(digits.size());
        putShort(Math.max(0, digits.size() - 1)); // weight of the first digit
        putShort(value.signum() < 0 ? NUMERIC_NEGATIVE : NUMERIC_POSITIVE);
        putShort(0); // digits after the point
        digits.forEach(this::putShort);
        return this;
    }

    CopyBuffer timestamptzOrNull(@Nullable Instant value) {
        return value == null ? nothing() : timestamptz(value);
    }

    CopyBuffer nothing() {
        putInt(-1);
        return this;
    }

    /** Ends the rows and sends them by a statement {@code COPY … FROM STDIN WITH (FORMAT binary)}; once. */
    void copy(Connection connection, String sql) throws SQLException {
        putShort(-1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(bytes, 0, size);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void put(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void putByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    private void putShort(int value) {
        room(Short.BYTES);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void putInt(int value) {
        room(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >> shift);
        }
    }

    private void putLong(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >> shift);
        }
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
