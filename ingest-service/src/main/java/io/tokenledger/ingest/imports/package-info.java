/** Files of usage: their lines become events, whose identity comes from their content where they name none. Pure. */
@NullMarked
package io.tokenledger.ingest.imports;

import org.jspecify.annotations.NullMarked;
