/** What AWS Bedrock says of usage: Converse, and InvokeModel in the forms of the models' vendors. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
