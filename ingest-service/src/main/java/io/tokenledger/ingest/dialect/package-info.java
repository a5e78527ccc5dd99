/** What senders and providers call their usage, each dialect read into one form. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect;

import org.jspecify.annotations.NullMarked;
