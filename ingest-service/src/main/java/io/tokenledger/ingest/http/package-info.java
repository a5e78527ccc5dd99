/** The HTTP door. */
@NullMarked
package io.tokenledger.ingest.http;

import org.jspecify.annotations.NullMarked;
