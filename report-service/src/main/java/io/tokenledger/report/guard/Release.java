package io.tokenledger.report.guard;

import java.util.UUID;

/** What was held is not needed any more: at once, or, where it was used, as soon as the budgets will have heard of it. */
record Release(String tenant, UUID reservation, boolean used) {}
