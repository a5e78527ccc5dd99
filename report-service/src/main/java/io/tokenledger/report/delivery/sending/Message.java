package io.tokenledger.report.delivery.sending;

import io.tokenledger.contract.AlertNotice;
import java.util.List;
import java.util.UUID;

/**
 * What is sent at once: a notice, or several as a digest.
 *
 * @param id the same whenever it is sent again: the notice's, or the digest's own
 */
public record Message(UUID id, boolean digest, List<AlertNotice> notices) {
    public Message {
        notices = List.copyOf(notices);
        if (notices.isEmpty() || (!digest && notices.size() > 1)) {
            throw new IllegalArgumentException("a message of " + notices.size() + " notices");
        }
    }

    public static Message of(AlertNotice notice) {
        return new Message(notice.noticeId(), false, List.of(notice));
    }

    public static Message digest(UUID id, List<AlertNotice> notices) {
        return new Message(id, true, notices);
    }
}
