package io.tokenledger.report.alert;

import java.util.UUID;

/**
 * Whose alert it is.
 *
 * @param type {@code budget} or {@code rule}
 */
public record Subject(String type, UUID id, String name) {}
