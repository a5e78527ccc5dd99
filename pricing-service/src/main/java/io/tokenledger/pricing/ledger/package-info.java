/**
 * The ledger: metered usage from Kafka, rated and booked once. A batch of records is one PostgreSQL transaction: dedup
 * keys, entries, rollups, counted states and the consumer's offset together.
 */
@NullMarked
package io.tokenledger.pricing.ledger;

import org.jspecify.annotations.NullMarked;
