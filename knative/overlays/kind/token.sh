#!/usr/bin/env bash
# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints a token of the laptop's issuer, good for an hour.
# usage: token.sh TENANT USER
set -euo pipefail
[ $# = 2 ] || { echo "usage: token.sh TENANT USER" >&2; exit 2; }
for name in "$@"; do
  [[ $name =~ ^[A-Za-z0-9._-]+$ ]] || { echo "token.sh: expected letters, digits, '.', '_' and '-', found \"$name\"" >&2; exit 2; }
done

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

key=$(mktemp)
trap 'rm -f "$key"' EXIT
kubectl -n mneme-servers get secret issuer -o 'jsonpath={.data.key\.pem}' | openssl base64 -d -A >"$key"
now=$(date +%s)
head=$(printf '{"alg":"RS256","typ":"JWT","kid":"kind"}' | base64url)
body=$(printf '{"iss":"mneme-kind","aud":"mneme","tenant":"%s","sub":"%s","iat":%d,"exp":%d}' \
  "$1" "$2" "$now" $((now + 3600)) | base64url)
signature=$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$key" -binary | base64url)
echo "$head.$body.$signature"
