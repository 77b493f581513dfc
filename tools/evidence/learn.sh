#!/bin/sh
# Learns patterns/evidence/ anew from the weights set by hand: tools/evidence/learn.sh CORPORA [OPTION...]
# CORPORA is the folder with re3d/dev.jsonl and the others that examples/learn.rs names. Options:
# --without FEATURE,... (a * at the end for all that begin so), --corpora NAME,..., --no-words, --pull-word N, --threshold N,
# and those of examples/learn.rs.
set -eu
cd "$(dirname "$0")/../.."
corpora=$1
shift
plain=/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r gazetteers patterns "$folder"
rm -f "$folder/patterns/evidence/words.toml"
cp tools/evidence/hand.toml "$folder/patterns/evidence/weights.toml"
cargo build --profile fast --example learn
"${CARGO_TARGET_DIR:-target}/fast/examples/learn" "$corpora" "$plain" patterns/evidence --resources "$folder" "$@"
