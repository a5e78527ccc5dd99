/** The suite as a whole: real broker, real database, the packaged services as processes. */
@NullMarked
package io.tokenledger.e2e;

import org.jspecify.annotations.NullMarked;
