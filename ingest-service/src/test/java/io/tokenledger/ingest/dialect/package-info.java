@NullMarked
package io.tokenledger.ingest.dialect;

import org.jspecify.annotations.NullMarked;
