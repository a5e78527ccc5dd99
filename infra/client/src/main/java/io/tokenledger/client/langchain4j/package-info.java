/** Records what LangChain4j's chat models use. Needs langchain4j-core. */
@NullMarked
package io.tokenledger.client.langchain4j;

import org.jspecify.annotations.NullMarked;
