/** What OpenAI, and those who speak its forms, say of usage. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.openai;

import org.jspecify.annotations.NullMarked;
