@NullMarked
package io.tokenledger.ingest.tokens;

import org.jspecify.annotations.NullMarked;
