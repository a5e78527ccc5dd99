/** Sends events to Kafka. Needs kafka-clients. */
@NullMarked
package io.tokenledger.client.kafka;

import org.jspecify.annotations.NullMarked;
