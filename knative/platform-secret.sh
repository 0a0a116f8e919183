#!/usr/bin/env bash
# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes Secret mneme-platform out of AWS Secrets Manager; run it again after a rotation. Values pass from one tool to the other and
# never lie in a file. A secret that has no value yet is left out, with a line that says so.
#   terraform -chdir=terraform/examples/<environment> output -json platform_secrets | knative/platform-secret.sh
# Needs aws, jq and kubectl, with rights to read these secrets and to write one in namespace mneme.
set -euo pipefail

for tool in aws jq kubectl; do
  command -v "$tool" >/dev/null || { echo "platform-secret.sh: expected $tool, found none" >&2; exit 1; }
done

# A line of base64 for each value: a value may have several lines, as credentials of NATS do.
data='{}'
while IFS=$'\t' read -r key arn json_key; do
  if ! value=$(aws secretsmanager get-secret-value --secret-id "$arn" --query SecretString --output text 2>/dev/null); then
    echo "platform-secret.sh: $key has no value yet: $arn" >&2
    continue
  fi
  if [ "$json_key" != - ]; then
    value=$(jq -r --arg key "$json_key" '.[$key] // error("expected the key " + $key)' <<<"$value")
  fi
  data=$(jq --arg key "$key" --rawfile value <(printf %s "$value") '.[$key] = ($value | @base64)' <<<"$data")
done < <(jq -r 'to_entries[] | [.key, .value.arn, (.value.json_key // "-")] | @tsv')

kubectl create namespace mneme --dry-run=client -o yaml | kubectl apply -f - >/dev/null
jq '{apiVersion: "v1", kind: "Secret", metadata: {name: "mneme-platform", namespace: "mneme"}, type: "Opaque", data: .}' <<<"$data" |
  kubectl apply --server-side --field-manager=platform-secret --force-conflicts -f -
