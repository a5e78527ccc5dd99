/** Reading usage.events.v1 and the topics of tenants, and publishing what the pipeline decided. */
@NullMarked
package io.tokenledger.ingest.kafka;

import org.jspecify.annotations.NullMarked;
