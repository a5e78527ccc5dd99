package io.tokenledger.report.focus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as they are sent. Where the charges are refused nothing has been sent. */
final class FocusFile {
    private FocusFile() {}

    /** Sends rows as they are read. */
    static void csv(FocusReader focus, FocusQuestion question, OutputStream out) {
        focus.read(question, () -> new FocusCsv(out, question.version())).close();
    }

    /** Makes a temporary file, sends it, and removes it, whatever happens. A Parquet file is not one before its end. */
    static void parquet(FocusReader focus, FocusQuestion question, OutputStream out) throws IOException {
        Path file = Files.createTempFile("focus-", ".parquet");
        try {
            try (FocusParquet parquet = new FocusParquet(file, question.version())) {
                focus.read(question, () -> parquet);
            }
            Files.copy(file, out);
        } finally {
            Files.delete(file);
        }
    }
}
