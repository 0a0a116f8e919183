#!/usr/bin/env bash
# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the Secrets of a laptop, of random passwords: mneme-platform in mneme, servers and issuer (the key that token.sh signs with) in
# mneme-servers. Does nothing if they are there, since the databases keep the passwords that they were made with.
set -euo pipefail

# The first account of every anvil, published with it: worth nothing, on no other chain.
readonly anvil_key=ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80

random() { openssl rand -hex 20; }
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

for namespace in mneme mneme-servers; do
  kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
done
if kubectl -n mneme get secret mneme-platform >/dev/null 2>&1; then
  echo "Secret mneme-platform is there"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
openssl genrsa -out "$work/key.pem" 2048 2>/dev/null
modulus=$(openssl rsa -in "$work/key.pem" -noout -modulus | cut -d= -f2 | xxd -r -p | base64url)
printf '{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"kind","e":"AQAB","n":"%s"}]}\n' "$modulus" >"$work/jwks.json"
kubectl -n mneme-servers create configmap issuer --from-file="$work/jwks.json"
kubectl -n mneme-servers create secret generic issuer --from-file="$work/key.pem"

owner=$(random) mongo=$(random) access=$(random) secret=$(random)
kubectl -n mneme-servers create secret generic servers \
  --from-literal=POSTGRES_PASSWORD="$owner" --from-literal=MONGO_PASSWORD="$mongo" \
  --from-literal=S3_ACCESS_KEY="$access" --from-literal=S3_SECRET_KEY="$secret"
kubectl -n mneme create secret generic mneme-platform \
  --from-literal=MNEME_POSTGRES_OWNER_PASSWORD="$owner" \
  --from-literal=MNEME_POSTGRES_PASSWORD_PERSIST="$(random)" \
  --from-literal=MNEME_POSTGRES_PASSWORD_TRAIN="$(random)" \
  --from-literal=MNEME_POSTGRES_PASSWORD_AUDIT="$(random)" \
  --from-literal=MNEME_POSTGRES_PASSWORD_RECALL="$(random)" \
  --from-literal=MNEME_POSTGRES_PASSWORD_REPAIR="$(random)" \
  --from-literal=MNEME_MONGODB_URI="mongodb://mneme:$mongo@mongodb.mneme-servers.svc.cluster.local:27017/mneme?authSource=admin" \
  --from-literal=MNEME_CHAIN_KEY="$anvil_key" \
  --from-literal=MNEME_RECALL_CURSOR_KEY="$(random)" \
  --from-literal=MNEME_LOG_KEY="$(random)" \
  --from-literal=MNEME_S3_ACCESS_KEY="$access" --from-literal=MNEME_S3_SECRET_KEY="$secret"
