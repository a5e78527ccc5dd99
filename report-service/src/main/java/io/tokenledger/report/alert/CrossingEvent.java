package io.tokenledger.report.alert;

import java.time.Instant;

/** The event with which a threshold was crossed, in the order of booking: its identity within the tenant, and its time. */
public record CrossingEvent(String source, String id, Instant occurredAt) {}
