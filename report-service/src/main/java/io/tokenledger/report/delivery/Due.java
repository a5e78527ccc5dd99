package io.tokenledger.report.delivery;

import java.util.UUID;

/**
 * A notice whose time has come.
 *
 * @param failures of earlier attempts
 * @param body the notice as it was queued
 */
record Due(UUID delivery, UUID alert, String event, int failures, String body) {}
