/** The reader: chargeback, usage over time, intake, and a first page. It reads the ledger's published views alone. */
@NullMarked
package io.tokenledger.report;

import org.jspecify.annotations.NullMarked;
