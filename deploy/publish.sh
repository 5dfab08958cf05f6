#!/usr/bin/env bash
# Publishes what production runs, for machines without a network.
#   publish.sh FOLDER          into a folder, the .NET runtime with it, compiled ahead as one for linux-x64
#   publish.sh NAME.tar.gz     the same as one file, with units, documents, lists of what is in it and checksums
set -euo pipefail
target=$(realpath -m "${1:?publish.sh FOLDER or publish.sh NAME.tar.gz}")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $target in
*.tar.gz) app=$work/commissioner/app ;;
*) app=$target ;;
esac

# A build of its own, beside that of the sources: another runtime makes other locks, and what they hold must be what was agreed on.
dotnet publish src/Commissioner.App -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true \
    -p:PublishReadyToRunComposite=true -p:NuGetLockFilePath=obj/publish.lock.json --artifacts-path "$work/build" -o "$app"
for lock in src/*/packages.lock.json; do
    of=$(dirname "$lock")/obj/publish.lock.json
    jq -en --slurpfile agreed "$lock" --slurpfile used "$of" '$agreed[0].dependencies["net10.0"] as $a | $used[0].dependencies["net10.0"] as $u |
        [$u | to_entries[] | select(.value.type != "Project") | select(.value.contentHash != $a[.key].contentHash) | .key] | length == 0' >/dev/null ||
        { echo "$of differs from $lock: other packages than agreed on" >&2; exit 1; }
    rm "$of"
done

# What is in it, for whoever asks which installations a flaw concerns: libraries, and what browsers get; and by whose leave.
dotnet tool restore >/dev/null
dotnet tool run dotnet-CycloneDX src/Commissioner.App/Commissioner.App.csproj -o "$app" -fn bom.json -F Json -dpr -rs >/dev/null
(cd src/Commissioner.App && npm sbom --sbom-format cyclonedx --omit dev) >"$app/bom-browser.json"
jq -r '.components[] | [.name, .version, ([.licenses[]? | .license.id // .license.name // .license.url // .expression] | join(" or "))] | @tsv' \
    "$app/bom.json" "$app/bom-browser.json" | sort -u >"$app/LICENCES.tsv"
cp deploy/*.service "$app/"
[ "$app" = "$target" ] && { echo "Published to $target. Next: docs/install.md"; exit; }

mkdir -p "$work/commissioner/deploy" "$(dirname "$target")"
cp -r docs README.md "$work/commissioner/"
cp -r deploy/watch "$work/commissioner/deploy/"
cp deploy/*.service deploy/*.conf deploy/*.sql deploy/*.md deploy/compose.yaml deploy/Containerfile "$work/commissioner/deploy/"
(cd "$work/commissioner" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)
tar -C "$work" --sort=name --owner=0 --group=0 -czf "$target" commissioner
(cd "$(dirname "$target")" && sha256sum "$(basename "$target")" >"$(basename "$target").sha256")
echo "$target: $(du -h "$target" | cut -f1), its sum beside it"
