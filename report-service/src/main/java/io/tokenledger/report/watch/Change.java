package io.tokenledger.report.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** What a tick's stretch of the journal has added to a quarter of an hour (accounted time). */
record Change(String tenant, Instant bucketStart, UUID dimension, String currency, UsageSum sum) {
    UsageCell cell() {
        return new UsageCell(LocalDate.ofInstant(bucketStart, ZoneOffset.UTC), currency);
    }
}
