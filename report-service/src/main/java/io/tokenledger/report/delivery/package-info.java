/**
 * The outbox: what is to be told is queued in the transaction that has the reason for it, and told at least once, in order
 * per alert. A channel is served by one instance at a time; a slow or broken one holds up no other.
 */
@NullMarked
package io.tokenledger.report.delivery;

import org.jspecify.annotations.NullMarked;
