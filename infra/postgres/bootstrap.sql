-- What a superuser prepares once in an empty database, before any service starts. Flyway does the rest, as the owners.
-- Roles: *_owner own the tables and run the migrations; *_app read and write at run time and own nothing.
-- Passwords are not set here (the local stack trusts 127.0.0.1; the containers set them, see set-passwords.sh).

DO $$
DECLARE role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['pricing_owner', 'pricing_app', 'report_owner', 'report_app', 'grafana'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', role_name);
        END IF;
        EXECUTE format('ALTER ROLE %I SET timezone TO ''UTC''', role_name);
    END LOOP;
END
$$;

-- Equality in GiST indexes, which WITHOUT OVERLAPS needs.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA IF NOT EXISTS pricing AUTHORIZATION pricing_owner;
CREATE SCHEMA IF NOT EXISTS ledger AUTHORIZATION pricing_owner;
CREATE SCHEMA IF NOT EXISTS reporting AUTHORIZATION report_owner;
CREATE SCHEMA IF NOT EXISTS access AUTHORIZATION report_owner;

GRANT USAGE ON SCHEMA pricing, ledger TO pricing_app, report_app, grafana;
GRANT USAGE ON SCHEMA reporting, access TO report_app;

-- The same migrations run on one PostgreSQL and on Citus: these two do nothing where Citus is not installed.
CREATE SCHEMA IF NOT EXISTS topo;
GRANT USAGE ON SCHEMA topo TO pricing_owner, report_owner;

CREATE OR REPLACE FUNCTION topo.distribute(table_name text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
        EXECUTE format('SELECT create_distributed_table(%L, ''tenant_id'')', table_name);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION topo.reference(table_name text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
        EXECUTE format('SELECT create_reference_table(%L)', table_name);
    END IF;
END
$$;
