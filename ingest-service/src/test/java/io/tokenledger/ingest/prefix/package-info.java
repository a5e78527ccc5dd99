@NullMarked
package io.tokenledger.ingest.prefix;

import org.jspecify.annotations.NullMarked;
