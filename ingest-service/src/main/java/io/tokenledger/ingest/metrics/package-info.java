/** What the front door counts about itself. */
@NullMarked
package io.tokenledger.ingest.metrics;

import org.jspecify.annotations.NullMarked;
