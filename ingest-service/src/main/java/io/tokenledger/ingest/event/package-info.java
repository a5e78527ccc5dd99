/** What comes in: CloudEvents in structured, batch and binary mode. Pure. */
@NullMarked
package io.tokenledger.ingest.event;

import org.jspecify.annotations.NullMarked;
