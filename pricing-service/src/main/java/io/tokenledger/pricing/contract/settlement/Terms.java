package io.tokenledger.pricing.contract.settlement;

/** What was agreed. */
public sealed interface Terms permits VolumeTiers, Commitment, ProvisionedThroughput {

    /** The kind of terms, as the database and the API name it. */
    default String kind() {
        return switch (this) {
            case VolumeTiers _ -> VolumeTiers.KIND;
            case Commitment _ -> Commitment.KIND;
            case ProvisionedThroughput _ -> ProvisionedThroughput.KIND;
        };
    }
}
