package io.tokenledger.report.statement;

/**
 * A statement with its document.
 *
 * @param document the bytes that the hash is over
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeptStatement(StoredStatement row, byte[] document) {}
