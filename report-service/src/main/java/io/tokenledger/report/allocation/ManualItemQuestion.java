package io.tokenledger.report.allocation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which manual items are asked for.
 *
 * @param until exclusive
 * @param costCenter code; null: of any
 * @param name null: any
 * @param after the last one of the page before; null: from the beginning
 */
record ManualItemQuestion(
        String tenant,
        LocalDate from,
        LocalDate until,
        @Nullable String costCenter,
        @Nullable String name,
        @Nullable UUID after) {}
