@NullMarked
package io.tokenledger.ingest.imports;

import org.jspecify.annotations.NullMarked;
