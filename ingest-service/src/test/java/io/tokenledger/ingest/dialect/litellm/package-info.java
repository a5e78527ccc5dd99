@NullMarked
package io.tokenledger.ingest.dialect.litellm;

import org.jspecify.annotations.NullMarked;
