package io.tokenledger.sample;

import java.util.List;

/** The apps of the company Acme: six teams in Berlin, one office in Chicago. Invented; nobody's figures. */
final class AcmeApps {
    /**
     * One app per line: name, team, project, zone, rhythm, workload, share of the company's requests, users (0: a job
     * that nobody sits at), dialect, features, and its models as {@code weight*model/effort@tier}.
     */
    private static final String TABLE = """
            # in front of customers, day and night
            search-answers    search      answers    Berlin  ALWAYS_ON    CONVERSATION    100 4000 CHAT_COMPLETION answer,follow-up     8*gpt-4.1-mini 2*gpt-4.1
            query-rewriter    search      ranker     Berlin  ALWAYS_ON    API_CALL        140    0 NATIVE          rewrite              9*gpt-4.1-mini 1*gpt-5-mini/low
            result-ranker     search      ranker     Berlin  ALWAYS_ON    API_CALL         70    0 NATIVE          rerank,explain       7*o4-mini/low 3*gpt-4.1-mini
            # a bot for everybody, and people in Chicago for the rest
            helpdesk-bot      support     helpdesk   Berlin  ALWAYS_ON    CONVERSATION     80 6000 NATIVE          chat,handover        7*claude-haiku-4-5 3*gpt-4.1-mini
            agent-assist      support     helpdesk   Chicago OFFICE_HOURS CONVERSATION     45   60 NATIVE          draft,summarise      6*claude-sonnet-4-5 4*gpt-5/low
            ticket-triage     support     tickets    Chicago OFFICE_HOURS API_CALL         50    0 RESPONSE        route,priority       1*gpt-5-mini/low
            voice-of-customer support     tickets    Berlin  NIGHT_JOB    API_CALL         30    0 NATIVE          topics               1*gpt-4.1-mini@batch
            # the editor, and what reads code
            code-completion   engineering editor     Berlin  OFFICE_HOURS CODE_COMPLETION 190  140 NATIVE          inline,multi-line    1*gpt-4.1-mini
            code-review       engineering quality    Berlin  OFFICE_HOURS ANALYSIS         50   90 RESPONSE        review,security      5*o4-mini/high 3*o3/low 2*o3/high
            test-writer       engineering quality    Berlin  OFFICE_HOURS ANALYSIS         25   70 NATIVE          unit,end-to-end      4*o4-mini/high@flex 4*o4-mini/low 2*claude-sonnet-4-5
            incident-copilot  engineering operations Berlin  ALWAYS_ON    CONVERSATION      8   25 NATIVE          diagnose,timeline    6*o3/high 4*o4-mini/high
            # words
            campaign-writer   marketing   campaigns  Berlin  OFFICE_HOURS CONVERSATION     20   35 CHAT_COMPLETION draft,variants       1*gpt-4.1
            site-translation  marketing   website    Berlin  NIGHT_JOB    API_CALL         45    0 NATIVE          translate            8*gpt-4.1-mini@batch 2*claude-haiku-4-5@batch
            product-briefs    marketing   website    Berlin  OFFICE_HOURS API_CALL         15   20 RESPONSE        brief                1*gpt-5-mini/low
            # figures
            invoice-reader    finance     payables   Berlin  OFFICE_HOURS API_CALL         35    0 NATIVE          extract,match        1*gpt-4.1
            contract-analyst  finance     legal      Berlin  OFFICE_HOURS CONVERSATION     12   12 RESPONSE        clauses,risk         5*o3/high 5*gpt-5/high
            plan-notes        finance     planning   Berlin  OFFICE_HOURS ANALYSIS          5    9 NATIVE          variance             1*o4-mini/high
            # data, and a model of the company's own that no price book knows
            sql-copilot       data        warehouse  Berlin  OFFICE_HOURS ANALYSIS         30  110 NATIVE          write,explain        6*o4-mini/low 4*gpt-5/low
            document-tagger   data        catalogue  Berlin  NIGHT_JOB    API_CALL         60    0 NATIVE          tag,deduplicate      6*gpt-4.1-mini@batch 4*o4-mini/low@batch
            research-agent    data        research   Berlin  ALWAYS_ON    CONVERSATION     14   15 NATIVE          plan,read,write      4*o3/high@flex 4*gpt-5/high 2*claude-sonnet-4-5
            routing-lab       data        research   Berlin  OFFICE_HOURS API_CALL          2    4 NATIVE          trial                1*acme-finetune-7b
            """;

    static final List<AppProfile> ALL = TABLE.lines()
            .filter(line -> !line.startsWith("#"))
            .map(AppProfile::parse)
            .toList();

    /** The editor's code completion, whose sizes are those of a published trace, and to which traces are booked. */
    static final AppProfile CODE = ALL.stream()
            .filter(app -> app.app().equals("code-completion"))
            .findFirst()
            .orElseThrow();

    private AcmeApps() {}
}
