package io.tokenledger.ingest.imports;

import java.io.IOException;

/** What an import keeps on disk while it runs could not be written. */
public final class StorageFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    public StorageFailedException(String message, IOException cause) {
        super(message, cause);
    }
}
