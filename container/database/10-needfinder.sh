#!/bin/sh
# Run once by the image of PostgreSQL, in an empty folder of data: two databases with a role each, so
# that neither role can read the other's, and nothing that was answered in PostgreSQL's own log.
set -eu

make() { # NAME, and the file of its password
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
        --set name="$1" --set file="$2" <<'SQL'
\set password `cat :'file'`
SET password_encryption = 'scram-sha-256';
SET log_min_error_statement = 'panic';
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name" ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
ALTER ROLE :"name" SET log_min_error_statement = 'panic';
ALTER ROLE :"name" SET log_error_verbosity = 'terse';
ALTER ROLE :"name" SET log_statement = 'none';
ALTER ROLE :"name" SET log_min_duration_statement = -1;
SQL
}

make needfinder /run/secrets/password_answers
make needfinder_recruitment /run/secrets/password_recruitment
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --command "REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC"
