/** Reading usage.events.v1, and publishing what the pipeline decided. */
@NullMarked
package io.tokenledger.ingest.kafka;

import org.jspecify.annotations.NullMarked;
