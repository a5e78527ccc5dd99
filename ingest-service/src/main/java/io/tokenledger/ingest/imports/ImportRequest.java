package io.tokenledger.ingest.imports;

import io.tokenledger.ingest.rejection.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an import.
 *
 * @param importId names it, for its progress
 * @param run names this run of it, for its rejections: the id that was made for it, or the sender's and the time
 * @param type the dialect of JSONL lines that are a provider's objects; null: they are rows or events
 * @param delimiter between the columns of CSV
 * @param tenant whose the events are by the request's header; null: each says it
 * @param defaultTenant whose they are if nothing else says it; null: then they are rejected
 */
public record ImportRequest(
        String importId,
        String run,
        ImportFormat format,
        @Nullable String type,
        char delimiter,
        RowMapping mapping,
        @Nullable String tenant,
        @Nullable String defaultTenant) {

    /** The file's lines; refused where mapping and header do not fit. */
    ImportLines lines(InputStream file, int maxLineBytes, Instant now) throws Refusal, UnreadableImport, IOException {
        return switch (format) {
            case CSV -> CsvLines.open(file, delimiter, mapping, maxLineBytes, tenant != null || defaultTenant != null);
            case JSONL -> new JsonLines(file, mapping, type, maxLineBytes);
            case OPENAI_USAGE -> new UsagePages(file, new UsageEvents(new OpenAiUsage(), mapping, now));
            case ANTHROPIC_USAGE -> new UsagePages(file, new UsageEvents(new AnthropicUsage(), mapping, now));
        };
    }

    /** Whose an event is that does not say it; null where nobody does. */
    @Nullable
    String tenantOfSilent() {
        return tenant == null ? defaultTenant : tenant;
    }
}
