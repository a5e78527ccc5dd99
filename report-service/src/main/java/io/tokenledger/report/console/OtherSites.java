package io.tokenledger.report.console;

import io.tokenledger.report.problem.ReportError;
import org.jspecify.annotations.Nullable;

/** A page of another site may send a form here with the reader's browser; it must not change anything. Pure. */
final class OtherSites {
    private OtherSites() {}

    /**
     * Refuses a form that another site sent.
     *
     * @param site {@code Sec-Fetch-Site}, which every browser of today sends; null: not sent
     * @param origin {@code Origin}; null: not sent
     * @param instead what to do in place of it
     */
    static void refuse(@Nullable String site, @Nullable String origin, String host, String instead) {
        boolean ours = site == null
                ? origin == null || origin.equals("http://" + host) || origin.equals("https://" + host)
                : site.equals("same-origin") || site.equals("none");
        if (!ours) {
            throw ReportError.REQUEST_FROM_ELSEWHERE.because("the form was sent by another site: " + instead);
        }
    }
}
