/** The front door: accept, normalise, count, publish. Here: its settings and how its parts are put together. */
@NullMarked
package io.tokenledger.ingest;

import org.jspecify.annotations.NullMarked;
