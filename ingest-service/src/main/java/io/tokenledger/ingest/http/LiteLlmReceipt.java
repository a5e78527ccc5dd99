package io.tokenledger.ingest.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The verdict on every call that LiteLLM logged.
 *
 * @param accepted number of calls that go to pricing
 * @param skipped number of calls that failed without using anything: no usage, and no fault either
 * @param rejected those that cannot be used, with the reason
 */
@Schema(name = "LiteLlmReceipt")
public record LiteLlmReceipt(int accepted, int skipped, List<Receipt.RejectedLine> rejected) {
    static LiteLlmReceipt of(LiteLlmIntake.Taken taken) {
        Receipt receipt = Receipt.of(taken.outcomes());
        return new LiteLlmReceipt(receipt.accepted(), taken.skipped(), receipt.rejected());
    }
}
