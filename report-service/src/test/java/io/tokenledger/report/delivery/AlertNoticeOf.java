package io.tokenledger.report.delivery;

import io.tokenledger.contract.AlertNotice;

/** A notice that differs in one thing. */
final class AlertNoticeOf {
    private AlertNoticeOf() {}

    static AlertNotice tenant(AlertNotice notice, String tenant) {
        return new AlertNotice(
                notice.noticeId(),
                notice.alertId(),
                notice.event(),
                tenant,
                notice.kind(),
                notice.severity(),
                notice.title(),
                notice.text(),
                notice.subject(),
                notice.scope(),
                notice.period(),
                notice.figures(),
                notice.since(),
                notice.at(),
                notice.crossing(),
                notice.contributors(),
                notice.link());
    }
}
