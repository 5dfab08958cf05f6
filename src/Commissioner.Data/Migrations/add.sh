#!/usr/bin/env bash
# Adds a migration for both engines: add.sh Name
set -euo pipefail
cd "$(dirname "$0")/.."
for engine in Postgres SqlServer; do
    dotnet ef migrations add "$1" --context "${engine}Db" --output-dir "Migrations/$engine"
done
