package io.tokenledger.report.focus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Rows as a Parquet file: decimals as DECIMAL(38, 18), counts as INT64, times as TIMESTAMP in UTC, texts as STRING, JSON as
 * JSON text, because that is what the specification says a key-value column holds. Compressed by the JDK's own gzip: no
 * native library, and every reader knows it. This and its two helpers alone know Parquet, and need no Hadoop at run time.
 */
final class FocusParquet implements FocusSink, AutoCloseable {
    private static final int ROW_GROUP_BYTES = 8 << 20;
    private static final int PAGE_BYTES = 128 << 10;

    private final ParquetWriter<FocusRow> file;

    /**
     * Begins a file.
     *
     * @param path of a file that is written over
     * @throws UncheckedIOException where it cannot be written
     */
    FocusParquet(Path path, FocusVersion version) {
        try {
            file = new Builder(new LocalOutputFile(path), version)
                    .withConf(new PlainParquetConfiguration())
                    .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                    .withCodecFactory(new ParquetGzip())
                    .withCompressionCodec(CompressionCodecName.GZIP)
                    .withRowGroupSize((long) ROW_GROUP_BYTES)
                    .withPageSize(PAGE_BYTES)
                    .build();
        } catch (IOException failure) {
            throw new UncheckedIOException("no Parquet file can be written at " + path, failure);
        }
    }

    @Override
    public void write(FocusRow row) {
        try {
            file.write(row);
        } catch (IOException failure) {
            throw new UncheckedIOException("a row of the Parquet file cannot be written", failure);
        }
    }

    /** Ends the file, which is not one before. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the end of the Parquet file cannot be written", failure);
        }
    }

    private static final class Builder extends ParquetWriter.Builder<FocusRow, Builder> {
        private final FocusVersion version;

        Builder(OutputFile file, FocusVersion version) {
            super(file);
            this.version = version;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<FocusRow> getWriteSupport(ParquetConfiguration configuration) {
            return new ParquetRows(version);
        }

        @Override
        @SuppressWarnings("deprecation") // and still abstract
        protected WriteSupport<FocusRow> getWriteSupport(Configuration hadoop) {
            throw new IllegalStateException("there is no Hadoop here");
        }
    }
}
