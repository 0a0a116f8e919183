# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# Who needs what: the one place to read, and to change, when a program learns to need more. Keys in the bucket are
# <tenant>/<user>/<area>/<name>. `lists` also lets S3 say of an absent object that it is absent, instead of forbidden.
locals {
  needs = {
    audit    = { secrets = ["MNEME_CHAIN_KEY", "MNEME_POSTGRES_PASSWORD_AUDIT"] }
    capture  = { writes = ["audio"], secrets = ["NATS_CREDS"] }
    classify = {}
    migrate = { secrets = [
      "MNEME_POSTGRES_OWNER_PASSWORD", "MNEME_POSTGRES_PASSWORD_AUDIT", "MNEME_POSTGRES_PASSWORD_PERSIST",
      "MNEME_POSTGRES_PASSWORD_RECALL", "MNEME_POSTGRES_PASSWORD_REPAIR", "MNEME_POSTGRES_PASSWORD_TRAIN",
    ] }
    persist = {
      reads   = ["memories"]
      writes  = ["memories"]
      deletes = ["audio", "memories", "models"]
      lists   = true
      search  = "write"
      secrets = ["MNEME_MONGODB_URI", "MNEME_POSTGRES_PASSWORD_PERSIST", "MNEME_POSTGRES_PASSWORD_REPAIR", "MNEME_SEARCH_API_KEY"]
    }
    recall = {
      search  = "read"
      secrets = ["MNEME_LLM_KEY", "MNEME_POSTGRES_PASSWORD_RECALL", "MNEME_RECALL_CURSOR_KEY", "MNEME_SEARCH_API_KEY"]
    }
    source     = { secrets = ["MNEME_LOG_KEY", "NATS_CREDS"] }
    train      = { writes = ["models"], secrets = ["MNEME_POSTGRES_PASSWORD_TRAIN"] }
    transcribe = { reads = ["audio"], lists = true, secrets = ["MNEME_SPEECHMATICS_KEY"] }
  }

  functions = { for function, needs in local.needs : function => {
    reads   = try(needs.reads, [])
    writes  = try(needs.writes, [])
    deletes = try(needs.deletes, [])
    lists   = try(needs.lists, false)
    search  = try(needs.search, null)
    secrets = try(needs.secrets, [])
  } }

  # Made here without a value, which the operator puts in and Terraform never sees.
  own_secrets = toset(["MNEME_CHAIN_KEY", "MNEME_LLM_KEY", "MNEME_LOG_KEY", "MNEME_RECALL_CURSOR_KEY", "MNEME_SPEECHMATICS_KEY"])

  known_secrets = sort(setsubtract(flatten([for needs in values(local.functions) : needs.secrets]), local.own_secrets))
}
