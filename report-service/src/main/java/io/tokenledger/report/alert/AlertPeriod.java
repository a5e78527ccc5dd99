package io.tokenledger.report.alert;

import java.time.Instant;
import java.time.ZoneId;

/** The period that an alert is about, {@code [from, to)}. */
public record AlertPeriod(Instant from, Instant to, ZoneId zone) {}
