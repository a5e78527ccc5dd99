-- The life of a price: further selectors, meters and names as data, prices that are withdrawn, uplifts and discounts.
-- Every change of the book has a number, the version: what was believed at a version can be asked for ever after.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- A change of the book: an import, a published price, a withdrawal. Who, why, when; the numbers run in that order.
ALTER TABLE pricing.price_import RENAME TO book_change;
ALTER TABLE pricing.book_change RENAME COLUMN import_id TO change_id;
ALTER TABLE pricing.book_change RENAME COLUMN format TO kind;
ALTER TABLE pricing.book_change RENAME COLUMN imported_at TO changed_at;
ALTER TABLE pricing.book_change ADD COLUMN version bigint;
UPDATE pricing.book_change c SET version = n.version
FROM (SELECT change_id, row_number() OVER (ORDER BY change_id) AS version FROM pricing.book_change) n
WHERE n.change_id = c.change_id;
ALTER TABLE pricing.book_change ALTER COLUMN version SET NOT NULL;
ALTER TABLE pricing.book_change ADD CONSTRAINT book_change_version_key UNIQUE (version);
UPDATE pricing.book_version SET version = greatest(version, (SELECT count(*) FROM pricing.book_change));

-- Further selectors of a price list. '' is anywhere, and at any hour of the week.
ALTER TABLE pricing.price RENAME COLUMN import_id TO change_id;
ALTER TABLE pricing.price ADD COLUMN region text NOT NULL DEFAULT '';
ALTER TABLE pricing.price ADD COLUMN time_window text NOT NULL DEFAULT '';
CREATE INDEX price_model_idx ON pricing.price (provider, model);
CREATE INDEX price_change_idx ON pricing.price (change_id);

-- A price that is taken back from the time of the change on: what lies below it counts again.
CREATE TABLE pricing.price_withdrawal (
    price_id  bigint NOT NULL,
    change_id bigint NOT NULL,
    CONSTRAINT price_withdrawal_pkey PRIMARY KEY (price_id)
);
SELECT topo.reference('pricing.price_withdrawal');

-- Which price is believed in now, with the new selectors. Two windows of one list must not share a minute of the week.
ALTER TABLE pricing.price_timeline RENAME TO price_timeline_before;
ALTER INDEX pricing.price_timeline_pkey RENAME TO price_timeline_before_pkey;
CREATE TABLE pricing.price_timeline (
    tenant              text           NOT NULL,
    provider            text           NOT NULL,
    model               text           NOT NULL,
    service_tier        text           NOT NULL,
    region              text           NOT NULL,
    context_over_tokens bigint         NOT NULL,
    time_window         text           NOT NULL,
    window_zone         text           NOT NULL,
    week_minutes        int4multirange NOT NULL,  -- of the window, by the clock of its zone; empty: no window
    valid_during        tstzrange      NOT NULL,
    price_id            bigint         NOT NULL,
    CONSTRAINT price_timeline_pkey PRIMARY KEY
        (tenant, provider, model, service_tier, region, context_over_tokens, time_window, valid_during WITHOUT OVERLAPS),
    CONSTRAINT price_timeline_windows_apart EXCLUDE USING gist
        (tenant WITH =, provider WITH =, model WITH =, service_tier WITH =, region WITH =, context_over_tokens WITH =,
         window_zone WITH =, week_minutes WITH &&, valid_during WITH &&)
);
SELECT topo.reference('pricing.price_timeline');
INSERT INTO pricing.price_timeline (tenant, provider, model, service_tier, region, context_over_tokens, time_window,
                                    window_zone, week_minutes, valid_during, price_id)
SELECT tenant, provider, model, service_tier, '', context_over_tokens, '', '', '{}', valid_during, price_id
FROM pricing.price_timeline_before;
DROP TABLE pricing.price_timeline_before;

-- Other names of a model, and patterns of names. Of two statements about one name the later one counts.
CREATE TABLE pricing.model_name (
    name_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider  text   NOT NULL,
    syntax    text   NOT NULL,  -- exact, glob, regex
    name      text   NOT NULL,
    model     text   NOT NULL,  -- '': no model any more
    rank      int    NOT NULL,  -- of patterns that match the same name the lowest counts
    change_id bigint NOT NULL,
    CONSTRAINT model_name_syntax_known CHECK (syntax IN ('exact', 'glob', 'regex'))
);
SELECT topo.reference('pricing.model_name');
CREATE INDEX model_name_model_idx ON pricing.model_name (provider, model);
INSERT INTO pricing.model_name (provider, syntax, name, model, rank, change_id)
SELECT provider, 'exact', alias, model, 0, import_id FROM pricing.model_alias ORDER BY import_id, provider, alias;
DROP TABLE pricing.model_alias;

-- Further meters, which stand beside the token totals. A meter without a price takes its parent's.
CREATE TABLE pricing.meter (
    meter       text NOT NULL,
    unit        text NOT NULL,
    parent      text,
    description text NOT NULL,
    change_id   bigint,  -- null: came with the product
    CONSTRAINT meter_pkey PRIMARY KEY (meter),
    CONSTRAINT meter_name_usable CHECK (meter ~ '^[a-z][a-z0-9_]{0,63}$')
);
SELECT topo.reference('pricing.meter');
INSERT INTO pricing.meter (meter, unit, parent, description) VALUES
    ('web_searches_low',           'search',    'web_searches', 'Web searches with a small search context'),
    ('web_searches_high',          'search',    'web_searches', 'Web searches with a large search context'),
    ('social_searches',            'search',    NULL,  'Searches of a social network that the provider ran'),
    ('file_searches',              'call',      NULL,  'Searches in the customer''s files (file search tool)'),
    ('rerank_searches',            'search',    NULL,  'Rerank queries'),
    ('code_interpreter_sessions',  'session',   NULL,  'Sessions of the code interpreter (containers)'),
    ('code_executions',            'call',      NULL,  'Calls of the code execution tool'),
    ('computer_use_calls',         'call',      NULL,  'Calls of the computer use tool'),
    ('computer_use_input',         'token',     NULL,  'Input tokens of the computer use tool, billed beside the model''s'),
    ('computer_use_output',        'token',     NULL,  'Output tokens of the computer use tool, billed beside the model''s'),
    ('citation_tokens',            'token',     NULL,  'Tokens of citations, billed beside the output'),
    ('ocr_pages',                  'page',      NULL,  'Pages that were read (OCR)'),
    ('ocr_annotated_pages',        'page',      'ocr_pages', 'Pages that were read and annotated'),
    ('ocr_credits',                'credit',    NULL,  'Credits of a document service'),
    ('text_messages',              'message',   NULL,  'Text messages of a realtime session'),
    ('characters_input',           'character', NULL,  'Characters that were read (speech, translation)'),
    ('characters_output',          'character', NULL,  'Characters that were written'),
    ('audio_seconds',              'second',    NULL,  'Seconds of audio, heard or spoken, whole ones'),
    ('audio_input_seconds',        'second',    'audio_seconds', 'Seconds of audio that were heard, whole ones'),
    ('audio_output_seconds',       'second',    'audio_seconds', 'Seconds of audio that were spoken, whole ones'),
    ('video_input_seconds',        'second',    NULL,  'Seconds of video that were seen, whole ones'),
    ('video_output_seconds',       'second',    NULL,  'Seconds of video that were made, whole ones'),
    ('compute_seconds',            'second',    NULL,  'Seconds that a model ran, where a provider bills these'),
    ('images_input',               'image',     NULL,  'Images that were seen, where a provider bills them by the piece'),
    ('images_output',              'image',     NULL,  'Images that were made'),
    ('pixels_input',               'pixel',     NULL,  'Pixels, as some providers bill the making of images on the input side'),
    ('pixels_output',              'pixel',     NULL,  'Pixels that were made'),
    ('storage_gigabyte_days',      'gigabyte-day', NULL, 'Storage of files or vectors');

-- A provider by another name, or one who sells the models of another at its prices: asked for, in the order of the
-- places, where the name itself has no price list for a model.
CREATE TABLE pricing.provider_alias (
    alias     text   NOT NULL,
    provider  text   NOT NULL,
    place     int    NOT NULL DEFAULT 0,
    change_id bigint,  -- null: came with the product
    CONSTRAINT provider_alias_pkey PRIMARY KEY (alias, provider)
);
SELECT topo.reference('pricing.provider_alias');
INSERT INTO pricing.provider_alias (alias, provider) VALUES
    ('aws.bedrock', 'aws'), ('bedrock', 'aws'), ('bedrock_converse', 'aws'), ('amazon', 'aws'),
    ('azure.ai.openai', 'azure'), ('azure_openai', 'azure'), ('az.ai.openai', 'azure'), ('azure_ai', 'azure'),
    ('gemini', 'google'), ('gcp.gemini', 'google'), ('gcp.gen_ai', 'google'), ('vertex_ai', 'google'),
    ('gcp.vertex_ai', 'google'), ('google_genai', 'google'),
    ('xai', 'x-ai'), ('x_ai', 'x-ai'), ('mistral_ai', 'mistral'), ('mistralai', 'mistral'),
    ('together_ai', 'together'), ('together-ai', 'together'), ('fireworks_ai', 'fireworks'), ('voyage', 'voyageai'),
    ('moonshot', 'moonshotai'), ('moonshot_ai', 'moonshotai'), ('cohere_chat', 'cohere');

-- A factor on price lists: an uplift of a region on everybody's token prices, or a tenant's discount. '' is any; the
-- model may be a glob. The most particular one counts, never two.
CREATE TABLE pricing.price_adjustment (
    adjustment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind          text      NOT NULL,
    tenant        text      NOT NULL,
    provider      text      NOT NULL,
    model         text      NOT NULL,
    service_tier  text      NOT NULL,
    region        text      NOT NULL,
    millionths    bigint    NOT NULL,  -- 1 100 000 adds a tenth, 850 000 is 15 % off
    valid_during  tstzrange NOT NULL,
    change_id     bigint    NOT NULL,
    CONSTRAINT price_adjustment_kind_known CHECK (
        (kind = 'uplift' AND tenant = '' AND region <> '' AND millionths > 1000000)
        OR (kind = 'discount' AND tenant <> '' AND region = '' AND millionths >= 0 AND millionths < 1000000)),
    CONSTRAINT price_adjustment_range_is_half_open CHECK (
        NOT isempty(valid_during) AND lower_inc(valid_during) AND NOT upper_inc(valid_during))
);
SELECT topo.reference('pricing.price_adjustment');

CREATE TABLE pricing.price_adjustment_withdrawal (
    adjustment_id bigint NOT NULL,
    change_id     bigint NOT NULL,
    CONSTRAINT price_adjustment_withdrawal_pkey PRIMARY KEY (adjustment_id)
);
SELECT topo.reference('pricing.price_adjustment_withdrawal');

-- The adjustments that are believed in now; the database refuses two for the same at the same time.
CREATE TABLE pricing.price_adjustment_in_force (
    kind          text      NOT NULL,
    tenant        text      NOT NULL,
    provider      text      NOT NULL,
    model         text      NOT NULL,
    service_tier  text      NOT NULL,
    region        text      NOT NULL,
    valid_during  tstzrange NOT NULL,
    adjustment_id bigint    NOT NULL,
    CONSTRAINT price_adjustment_in_force_pkey PRIMARY KEY
        (kind, tenant, provider, model, service_tier, region, valid_during WITHOUT OVERLAPS)
);
SELECT topo.reference('pricing.price_adjustment_in_force');

GRANT SELECT, INSERT ON pricing.price_withdrawal, pricing.model_name, pricing.meter, pricing.provider_alias,
    pricing.price_adjustment, pricing.price_adjustment_withdrawal TO pricing_app;
GRANT SELECT, INSERT, DELETE ON pricing.price_timeline, pricing.price_adjustment_in_force TO pricing_app;
