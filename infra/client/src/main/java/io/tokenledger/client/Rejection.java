package io.tokenledger.client;

/**
 * An event that was not accepted and is not sent again.
 *
 * @param id the event's
 * @param code stable, such as {@code count.negative}
 * @param detail the value and the rule
 */
public record Rejection(String id, String code, String detail) {}
