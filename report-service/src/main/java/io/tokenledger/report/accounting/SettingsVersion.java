package io.tokenledger.report.accounting;

import java.time.Instant;

/**
 * Settings as somebody set them.
 *
 * @param version of the tenant's, from 1 without gaps
 */
record SettingsVersion(int version, AccountingSettings settings, String author, String reason, Instant setAt) {}
