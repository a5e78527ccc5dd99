/** How many events of each dialect a second pass ingest's decision. */
@NullMarked
package io.tokenledger.bench.dialect;

import org.jspecify.annotations.NullMarked;
