package io.tokenledger.report.alert;

import java.util.UUID;

/**
 * Something that was found, as it is known now, and what became of it.
 *
 * @param finding with the figures of the last time that it was found
 */
public record Alert(Finding finding, AlertLife life) {
    public UUID id() {
        return finding.key().id();
    }

    public String tenant() {
        return finding.key().tenant();
    }

    public AlertKind kind() {
        return finding.key().kind();
    }
}
