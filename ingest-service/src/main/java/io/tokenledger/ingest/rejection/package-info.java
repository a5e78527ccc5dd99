/** Why an event is not used: the codes, texts that are safe to show, and payloads without their content. Pure. */
@NullMarked
package io.tokenledger.ingest.rejection;

import org.jspecify.annotations.NullMarked;
