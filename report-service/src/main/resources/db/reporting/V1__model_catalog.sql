-- What models can do and how good they are. Append-only: a statement is never edited, a later one counts instead, and
-- what was stated before stays known.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Where facts came from: every statement belongs to one import, a request of one user included.
CREATE TABLE reporting.fact_import (
    import_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    format         text        NOT NULL,
    label          text        NOT NULL,
    content_sha256 text        NOT NULL,
    bundled        boolean     NOT NULL,  -- came with the product: what a user states goes before it
    author         text        NOT NULL,
    reason         text        NOT NULL,
    imported_at    timestamptz NOT NULL
);
SELECT topo.reference('reporting.fact_import');

-- What a model can do, by its home provider. Of the statements about one model a user's goes before a bundled one, then
-- the one with the highest fact_id counts, as a whole. Null: not known.
CREATE TABLE reporting.model_fact (
    fact_id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider          text    NOT NULL,
    model             text    NOT NULL,
    aliases           text[]  NOT NULL,  -- other names of the model; none: {}
    context_window    bigint,            -- tokens of input and output together
    max_input_tokens  bigint,
    max_output_tokens bigint,
    images            boolean,           -- takes them in a request; so audio
    audio             boolean,
    tools             boolean,
    tokenizer         text,              -- family, as in tokenizer_ratio
    released          date,
    source            text    NOT NULL,
    source_date       date    NOT NULL,
    import_id         bigint  NOT NULL,
    CONSTRAINT model_fact_limits_positive CHECK (
        context_window > 0 AND max_input_tokens > 0 AND max_output_tokens > 0)
);
SELECT topo.reference('reporting.model_fact');
CREATE INDEX model_fact_by_model ON reporting.model_fact (provider, model);

-- Tokens of one family for one token of another, for the same text. The latest statement counts, as above.
CREATE TABLE reporting.tokenizer_ratio (
    ratio_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    from_family text    NOT NULL,
    to_family   text    NOT NULL,
    low         numeric NOT NULL,
    expected    numeric NOT NULL,
    high        numeric NOT NULL,
    origin      text    NOT NULL,  -- measured, or default where nobody can measure
    source      text    NOT NULL,
    source_date date    NOT NULL,
    import_id   bigint  NOT NULL,
    CONSTRAINT tokenizer_ratio_is_a_range CHECK (
        low > 0 AND low <= expected AND expected <= high AND high <= 100),
    CONSTRAINT tokenizer_ratio_origin CHECK (origin IN ('measured', 'default'))
);
SELECT topo.reference('reporting.tokenizer_ratio');

-- What a benchmark is. The latest statement counts, as above.
CREATE TABLE reporting.benchmark (
    definition_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    benchmark        text    NOT NULL,
    title            text    NOT NULL,
    unit             text    NOT NULL,
    higher_is_better boolean NOT NULL,
    import_id        bigint  NOT NULL
);
SELECT topo.reference('reporting.benchmark');

-- What a model scored. Of the scores of one benchmark, model and effort a user's goes before a bundled one, then the one
-- with the latest source_date, then the one with the highest score_id counts.
CREATE TABLE reporting.benchmark_score (
    score_id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    benchmark             text    NOT NULL,
    model                 text    NOT NULL,
    reasoning_effort      text    NOT NULL,  -- '': none was stated
    stated_model          text    NOT NULL,  -- the name in the source, 'o3 (high)'
    score                 numeric NOT NULL,
    cases                 bigint,
    prompt_tokens         bigint,            -- of all cases together
    completion_tokens     bigint,
    cost_usd              numeric,           -- of all cases together, at prices of that day
    source                text    NOT NULL,
    source_date           date    NOT NULL,
    import_id             bigint  NOT NULL,
    CONSTRAINT benchmark_score_is_finite CHECK (score > -1000000000 AND score < 1000000000),
    CONSTRAINT benchmark_score_counts CHECK (
        cases > 0 AND prompt_tokens >= 0 AND completion_tokens >= 0 AND cost_usd >= 0 AND cost_usd < 1000000000)
);
SELECT topo.reference('reporting.benchmark_score');
CREATE INDEX benchmark_score_by_model ON reporting.benchmark_score (model, benchmark);

-- What a tenant measured itself. Of the scores of one evaluation, app, model and effort the one with the latest
-- measured_on, then the one that was stated last counts.
CREATE TABLE reporting.evaluation_score (
    tenant_id        text        NOT NULL,
    score_id         uuid        NOT NULL,  -- made by the client
    evaluation       text        NOT NULL,
    app              text        NOT NULL,  -- '': of no app in particular
    model            text        NOT NULL,
    reasoning_effort text        NOT NULL,  -- '': none was stated
    score            numeric     NOT NULL,
    samples          bigint,
    unit             text        NOT NULL,
    higher_is_better boolean     NOT NULL,
    measured_on      date        NOT NULL,
    source           text        NOT NULL,
    author           text        NOT NULL,
    stated_at        timestamptz NOT NULL,
    CONSTRAINT evaluation_score_pkey PRIMARY KEY (tenant_id, score_id),
    CONSTRAINT evaluation_score_is_finite CHECK (score > -1000000000 AND score < 1000000000),
    CONSTRAINT evaluation_score_samples CHECK (samples > 0)
);
SELECT topo.distribute('reporting.evaluation_score');
CREATE INDEX evaluation_score_by_app ON reporting.evaluation_score (tenant_id, app, model);

-- One row, counted up by every change of the facts, in the same transaction: serialises the changes, and tells every
-- instance of the service that its catalog in memory is old.
CREATE TABLE reporting.catalog_version (
    catalog text   NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT catalog_version_pkey PRIMARY KEY (catalog)
);
SELECT topo.reference('reporting.catalog_version');
INSERT INTO reporting.catalog_version (catalog, version) VALUES ('facts', 0);

GRANT SELECT, INSERT ON reporting.fact_import, reporting.model_fact, reporting.tokenizer_ratio, reporting.benchmark,
    reporting.benchmark_score, reporting.evaluation_score TO report_app;
GRANT SELECT, UPDATE ON reporting.catalog_version TO report_app;
