package io.tokenledger.report.directcost;

/** What a direct cost comes from. */
public enum DirectKind {
    /** Usage of the period. */
    USAGE,
    /** Late usage, late prices and corrections of a closed period, accounted in this one. */
    ADJUSTMENT,
    /** Of a contract: volume discount, commitment, provisioned throughput. */
    CHARGE
}
