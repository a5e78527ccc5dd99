#!/bin/sh
# Gives the roles of bootstrap.sql their passwords, from the environment. Runs once when an empty database is prepared,
# and by hand whenever a password is to change. Refuses to leave a role without one.
set -eu

for variable in PRICING_OWNER_PASSWORD PRICING_APP_PASSWORD REPORT_OWNER_PASSWORD REPORT_APP_PASSWORD GRAFANA_PASSWORD; do
    eval "value=\${$variable:-}"
    if [ -z "$value" ]; then
        echo "set-passwords: $variable is empty: every database role needs a password (see infra/compose/env.example)" >&2
        exit 1
    fi
done

# psql reads the passwords from its environment, so that they stand on no command line; one transaction, all or none.
psql --set ON_ERROR_STOP=1 --single-transaction --no-psqlrc --quiet \
    --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-tokenledger}" <<'SQL'
SET LOCAL password_encryption = 'scram-sha-256';
SET LOCAL log_statement = 'none';
SET LOCAL log_min_error_statement = 'panic';
\getenv pricing_owner PRICING_OWNER_PASSWORD
\getenv pricing_app PRICING_APP_PASSWORD
\getenv report_owner REPORT_OWNER_PASSWORD
\getenv report_app REPORT_APP_PASSWORD
\getenv grafana GRAFANA_PASSWORD
ALTER ROLE pricing_owner PASSWORD :'pricing_owner';
ALTER ROLE pricing_app PASSWORD :'pricing_app';
ALTER ROLE report_owner PASSWORD :'report_owner';
ALTER ROLE report_app PASSWORD :'report_app';
ALTER ROLE grafana PASSWORD :'grafana';
SQL
echo "set-passwords: five roles have their passwords"
