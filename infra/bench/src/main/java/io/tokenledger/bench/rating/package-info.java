/** Ratings per second: in process, in the peer, and over HTTP, all on the same cases. */
@NullMarked
package io.tokenledger.bench.rating;

import org.jspecify.annotations.NullMarked;
