package io.tokenledger.pricing.fx;

/**
 * Where an import of rates comes from: kept with every rate that it brings.
 *
 * @param format of the file
 * @param label a name for the file
 * @param contentSha256 of the file, in hex
 * @param author who answers for it
 * @param reason why
 */
record FxOrigin(String format, String label, String contentSha256, String author, String reason) {}
