package io.tokenledger.pricing.ledger;

import java.util.List;

/** What a committed transaction has put into the books. */
record BookedBatch(IntakeCounts counts, List<EntryRow> entries) {}
