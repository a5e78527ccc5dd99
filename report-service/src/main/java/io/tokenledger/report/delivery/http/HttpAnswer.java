package io.tokenledger.report.delivery.http;

import org.jspecify.annotations.Nullable;

/**
 * What a target answered.
 *
 * @param retryAfter the header as it came; null: none
 * @param body as much of it as was taken, read as UTF-8
 */
public record HttpAnswer(int status, @Nullable String retryAfter, String body) {}
