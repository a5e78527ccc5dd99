package io.tokenledger.report.focus;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Rows as Parquet takes them, and the schema of the file. */
final class ParquetRows extends WriteSupport<FocusRow> {
    private static final int DECIMAL_BYTES = 16;

    private final List<FocusColumn> columns;
    private final List<String> names;
    private @Nullable RecordConsumer consumer;

    ParquetRows(FocusVersion version) {
        columns = FocusColumn.of(version);
        names = columns.stream().map(column -> column.columnName(version)).toList();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (int i = 0; i < columns.size(); i++) {
            schema.addField(type(columns.get(i), names.get(i)));
        }
        return new WriteContext(schema.named("focus"), Map.of());
    }

    @Override
    @SuppressWarnings("deprecation") // and still abstract
    public WriteContext init(Configuration hadoop) {
        throw new IllegalStateException("there is no Hadoop here");
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(FocusRow row) {
        RecordConsumer record = Objects.requireNonNull(consumer, "prepareForWrite comes first");
        record.startMessage();
        for (int i = 0; i < names.size(); i++) {
            Object value = row.get(columns.get(i));
            if (value != null) {
                record.startField(names.get(i), i);
                add(record, value);
                record.endField(names.get(i), i);
            }
        }
        record.endMessage();
    }

    private static void add(RecordConsumer record, Object value) {
        switch (value) {
            case String text -> record.addBinary(Binary.fromString(text));
            case Long count -> record.addLong(count);
            case Instant time -> record.addLong(time.toEpochMilli());
            case BigDecimal decimal -> record.addBinary(Binary.fromConstantByteArray(bytes(decimal)));
            default -> throw new IllegalArgumentException("no column holds " + value.getClass());
        }
    }

    /** The unscaled value, the highest byte first. */
    private static byte[] bytes(BigDecimal decimal) {
        BigDecimal scaled = decimal.setScale(FocusType.PLACES);
        if (scaled.precision() > FocusType.PRECISION) {
            throw new IllegalArgumentException(decimal + " has more than " + FocusType.PRECISION + " digits");
        }
        byte[] unscaled = scaled.unscaledValue().toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        int start = DECIMAL_BYTES - unscaled.length;
        Arrays.fill(bytes, 0, start, (byte) (scaled.signum() < 0 ? -1 : 0));
        System.arraycopy(unscaled, 0, bytes, start, unscaled.length);
        return bytes;
    }

    private static PrimitiveType type(FocusColumn column, String name) {
        return switch (column.type()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            case JSON ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.jsonType())
                        .named(name);
            case COUNT -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                        .named(name);
            case DECIMAL ->
                Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(DECIMAL_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(FocusType.PLACES, FocusType.PRECISION))
                        .named(name);
        };
    }
}
