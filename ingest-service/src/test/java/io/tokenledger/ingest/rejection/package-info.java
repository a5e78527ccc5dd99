@NullMarked
package io.tokenledger.ingest.rejection;

import org.jspecify.annotations.NullMarked;
