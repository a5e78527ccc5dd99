/** Measurements on this machine, each beside a limit or a peer of the same run. */
@NullMarked
package io.tokenledger.bench;

import org.jspecify.annotations.NullMarked;
