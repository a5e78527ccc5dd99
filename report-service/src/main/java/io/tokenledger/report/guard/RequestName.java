package io.tokenledger.report.guard;

/**
 * The caller's name for its request: the same again gets the same answer and holds nothing more.
 *
 * @param question SHA-256 of all that was asked, in hexadecimal digits: under one id there is one question
 */
record RequestName(String id, String question) {}
