/** Counting tokens of content whose provider gave no usage. Pure. */
@NullMarked
package io.tokenledger.ingest.tokens;

import org.jspecify.annotations.NullMarked;
