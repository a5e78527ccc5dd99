package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.TermScope;
import io.tokenledger.pricing.contract.settlement.Terms;
import io.tokenledger.pricing.pricebook.ValidRange;
import java.time.ZoneId;

/** A term that is to be published, and who answers for it. */
record TermDraft(
        String tenant,
        TermScope scope,
        ValidRange range,
        ZoneId zone,
        String currency,
        Terms terms,
        String author,
        String reason) {}
