package io.tokenledger.report.reconciliation;

import java.io.InputStream;
import java.util.function.Consumer;

/** Reads what a vendor sent, place by place. Knows nothing of the database. */
final class BillFile {
    private BillFile() {}

    /**
     * Hands on what each place came to, in order.
     *
     * @param plain how a CSV of no vendor's shape is to be read
     */
    static void read(BillFormat format, PlainCsvBill plain, InputStream body, Consumer<BillLine> line) {
        switch (format) {
            case OPENAI_COSTS -> BillBuckets.read(body, OpenAiBill::costs, line);
            case OPENAI_USAGE -> BillBuckets.read(body, OpenAiBill::usage, line);
            case ANTHROPIC_COSTS -> BillBuckets.read(body, AnthropicBill::costs, line);
            case ANTHROPIC_USAGE -> BillBuckets.read(body, AnthropicBill::usage, line);
            case AWS_CUR -> CsvBill.read(body, new AwsBill(), line);
            case AZURE_COSTS -> CsvBill.read(body, new AzureBill(), line);
            case GCP_BILLING -> CsvBill.read(body, new GcpBill(), line);
            case CSV -> CsvBill.read(body, plain, line);
        }
    }
}
