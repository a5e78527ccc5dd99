@NullMarked
package io.tokenledger.bench.rating;

import org.jspecify.annotations.NullMarked;
