/** What the LiteLLM gateway logs of its calls. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.litellm;

import org.jspecify.annotations.NullMarked;
