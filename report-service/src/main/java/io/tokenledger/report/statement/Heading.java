package io.tokenledger.report.statement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes a statement a document.
 *
 * @param id null: it is not kept
 * @param number null: it is not final
 * @param version null: it is not kept
 * @param status {@code draft}, {@code final}, {@code preview} or {@code restated}
 * @param previousHash of the cost centre's final statement before it; null: there is none
 */
record Heading(
        @Nullable UUID id,
        @Nullable Long number,
        @Nullable Integer version,
        String status,
        String author,
        Instant createdAt,
        @Nullable String previousHash) {
    static final String PREVIEW = "preview";
    static final String RESTATED = "restated";
}
