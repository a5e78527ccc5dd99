package io.tokenledger.report.allocation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A version of a rule that holds from a day on. A later version takes its place from its own first day on. */
public interface DatedRule {
    UUID id();

    int version();

    String name();

    /** In the order of rules: the lowest first. */
    int position();

    /** In the zone of the books. */
    LocalDate validFrom();

    /** Exclusive; null: until further notice. */
    @Nullable
    LocalDate validUntil();
}
