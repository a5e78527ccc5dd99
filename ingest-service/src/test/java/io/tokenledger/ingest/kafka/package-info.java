@NullMarked
package io.tokenledger.ingest.kafka;

import org.jspecify.annotations.NullMarked;
