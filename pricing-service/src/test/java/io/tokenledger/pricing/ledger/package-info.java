/** Tests of the ledger on a real PostgreSQL. */
@NullMarked
package io.tokenledger.pricing.ledger;

import org.jspecify.annotations.NullMarked;
