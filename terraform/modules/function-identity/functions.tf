# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# Who needs what: the one place to read, and to change, when a function learns to need more. Keys in the bucket are
# <tenant>/<user>/<area>/<name>. `list` also lets S3 say of an absent object that it is absent, instead of forbidden.
locals {
  functions = {
    audit      = { reads = [], writes = [], deletes = [], list = false, search = null, secrets = ["MNEME_CHAIN_KEY", "MNEME_POSTGRES_PASSWORD_AUDIT"] }
    capture    = { reads = [], writes = ["audio"], deletes = [], list = false, search = null, secrets = ["NATS_CREDS"] }
    classify   = { reads = [], writes = [], deletes = [], list = false, search = null, secrets = [] }
    persist    = { reads = ["memories"], writes = ["memories"], deletes = ["audio", "memories", "models"], list = true, search = "write", secrets = ["MNEME_MONGODB_URI", "MNEME_POSTGRES_PASSWORD_PERSIST", "MNEME_POSTGRES_PASSWORD_REPAIR"] }
    recall     = { reads = [], writes = [], deletes = [], list = false, search = "read", secrets = ["MNEME_LLM_KEY", "MNEME_POSTGRES_PASSWORD_RECALL", "MNEME_RECALL_CURSOR_KEY"] }
    source     = { reads = [], writes = [], deletes = [], list = false, search = null, secrets = ["MNEME_LOG_KEY", "NATS_CREDS"] }
    train      = { reads = [], writes = ["models"], deletes = [], list = false, search = null, secrets = ["MNEME_POSTGRES_PASSWORD_TRAIN"] }
    transcribe = { reads = ["audio"], writes = [], deletes = [], list = true, search = null, secrets = ["MNEME_SPEECHMATICS_KEY"] }
  }

  # Made here without a value, which the operator puts in and Terraform never sees.
  own_secrets = toset(["MNEME_CHAIN_KEY", "MNEME_LLM_KEY", "MNEME_LOG_KEY", "MNEME_RECALL_CURSOR_KEY", "MNEME_SPEECHMATICS_KEY"])

  # The owner's password is for the migration alone: no function may read it.
  known_secrets = sort(distinct(concat(flatten([for needs in values(local.functions) : [for key in needs.secrets : key if !contains(local.own_secrets, key)]]), ["MNEME_POSTGRES_OWNER_PASSWORD"])))
}
