/** Tests of the front door, and what they share. */
@NullMarked
package io.tokenledger.ingest;

import org.jspecify.annotations.NullMarked;
