# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# The real provider, so that policies are computed; nothing is asked of AWS.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

# Their ARNs are known before they are made, so that policies are too.
override_resource {
  target          = aws_kms_key.secrets
  override_during = plan
  values          = { arn = "arn:aws:kms:eu-central-1:111122223333:key/secrets" }
}

override_resource {
  target          = aws_secretsmanager_secret.own["MNEME_CHAIN_KEY"]
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:chain-1" }
}

override_resource {
  target          = aws_secretsmanager_secret.own["MNEME_LLM_KEY"]
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:llm-1" }
}

override_resource {
  target          = aws_secretsmanager_secret.own["MNEME_LOG_KEY"]
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:log-1" }
}

override_resource {
  target          = aws_secretsmanager_secret.own["MNEME_RECALL_CURSOR_KEY"]
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:cursor-1" }
}

override_resource {
  target          = aws_secretsmanager_secret.own["MNEME_SPEECHMATICS_KEY"]
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:speechmatics-1" }
}

variables {
  name               = "mneme-test"
  tags               = { project = "mneme-test" }
  cluster_name       = "mneme-test"
  bucket_arn         = "arn:aws:s3:::mneme-test-memories"
  bucket_kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/bucket"
  search_arn         = "arn:aws:es:eu-central-1:111122223333:domain/mneme-test"
  secrets = {
    MNEME_MONGODB_URI               = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:mongodb-1", kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/document" }
    MNEME_POSTGRES_OWNER_PASSWORD   = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:owner-1", kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/database", json_key = "password" }
    MNEME_POSTGRES_PASSWORD_PERSIST = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:persist-1", kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/database" }
    MNEME_POSTGRES_PASSWORD_RECALL  = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:recall-1", kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/database" }
  }
}

run "each_program_has_a_role_for_its_own_service_account" {
  command = plan

  assert {
    condition = { for function, association in aws_eks_pod_identity_association.function : function => [association.namespace, association.service_account, association.cluster_name] } == {
      for function in ["audit", "capture", "classify", "migrate", "persist", "recall", "source", "train", "transcribe"] : function => ["mneme", function, "mneme-test"]
    }
    error_message = "found ${jsonencode(output.associations)}"
  }

  assert {
    condition = { for function, role in aws_iam_role.function : function => jsondecode(role.assume_role_policy).Statement } == { for function in keys(aws_iam_role.function) : function => [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = { StringEquals = {
        "aws:SourceAccount"                         = "111122223333"
        "aws:RequestTag/eks-cluster-name"           = "mneme-test"
        "aws:RequestTag/kubernetes-namespace"       = "mneme"
        "aws:RequestTag/kubernetes-service-account" = function
      } }
    }] }
    error_message = "found ${jsonencode(local.trust_policies)}"
  }
}

run "no_policy_holds_a_wildcard_for_actions_or_all_resources" {
  command = plan

  assert {
    condition = alltrue(flatten([for policy in values(local.policies) : [for statement in jsondecode(policy).Statement : concat(
      [for action in statement.Action : !strcontains(action, "*")],
      [for resource in statement.Resource : can(regex("^arn:aws:(s3:::mneme-test-memories|kms:eu-central-1:111122223333:key/|secretsmanager:eu-central-1:111122223333:secret:|es:eu-central-1:111122223333:domain/mneme-test/)", resource))],
    )]]))
    error_message = "found ${jsonencode(local.policies)}"
  }

  assert {
    condition     = !contains(keys(aws_iam_role_policy.function), "classify") && jsondecode(local.policies.classify).Statement == []
    error_message = "classify needs nothing of AWS; found ${local.policies.classify}"
  }
}

run "objects_are_reached_by_the_prefixes_that_are_needed" {
  command = plan

  assert {
    condition = { for function, policy in local.policies : function => { for statement in jsondecode(policy).Statement : statement.Action[0] => statement.Resource if startswith(statement.Action[0], "s3:") } } == {
      audit    = {}
      capture  = { "s3:PutObject" = ["arn:aws:s3:::mneme-test-memories/*/*/audio/*"] }
      classify = {}
      migrate  = {}
      persist = {
        "s3:GetObject"    = ["arn:aws:s3:::mneme-test-memories/*/*/memories/*"]
        "s3:PutObject"    = ["arn:aws:s3:::mneme-test-memories/*/*/memories/*"]
        "s3:DeleteObject" = ["arn:aws:s3:::mneme-test-memories/*/*/audio/*", "arn:aws:s3:::mneme-test-memories/*/*/memories/*", "arn:aws:s3:::mneme-test-memories/*/*/models/*"]
        "s3:ListBucket"   = ["arn:aws:s3:::mneme-test-memories"]
      }
      recall     = {}
      source     = {}
      train      = { "s3:PutObject" = ["arn:aws:s3:::mneme-test-memories/*/*/models/*"] }
      transcribe = { "s3:GetObject" = ["arn:aws:s3:::mneme-test-memories/*/*/audio/*"], "s3:ListBucket" = ["arn:aws:s3:::mneme-test-memories"] }
    }
    error_message = "found ${jsonencode(local.policies)}"
  }

  assert {
    condition = { for function, policy in local.policies : function => flatten([for statement in jsondecode(policy).Statement : statement.Action if statement.Resource == ["arn:aws:kms:eu-central-1:111122223333:key/bucket"] && try(statement.Condition, {}) == { StringEquals = { "kms:ViaService" = "s3.eu-central-1.amazonaws.com" } }]) } == {
      audit = [], capture = ["kms:GenerateDataKey"], classify = [], migrate = [], persist = ["kms:Decrypt", "kms:GenerateDataKey"], recall = [], source = [], train = ["kms:GenerateDataKey"], transcribe = ["kms:Decrypt"]
    }
    error_message = "found ${jsonencode(local.policies)}"
  }
}

run "secrets_are_read_by_whom_they_are_for" {
  command = plan

  assert {
    condition = { for function, policy in local.policies : function => flatten([for statement in jsondecode(policy).Statement : [for arn in statement.Resource : split(":", arn)[6]] if statement.Sid == "Secrets"]) } == {
      audit      = ["chain-1"]
      capture    = []
      classify   = []
      migrate    = ["owner-1", "persist-1", "recall-1"]
      persist    = ["mongodb-1", "persist-1"]
      recall     = ["llm-1", "recall-1", "cursor-1"]
      source     = ["log-1"]
      train      = []
      transcribe = ["speechmatics-1"]
    }
    error_message = "found ${jsonencode(local.policies)}"
  }

  assert {
    condition     = [for statement in jsondecode(local.policies.recall).Statement : [statement.Action, statement.Resource, statement.Condition] if statement.Sid == "SecretKeys"] == [[["kms:Decrypt"], ["arn:aws:kms:eu-central-1:111122223333:key/secrets", "arn:aws:kms:eu-central-1:111122223333:key/database"], { StringEquals = { "kms:ViaService" = "secretsmanager.eu-central-1.amazonaws.com" } }]]
    error_message = "found ${local.policies.recall}"
  }

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.own : secret.kms_key_id == "arn:aws:kms:eu-central-1:111122223333:key/secrets" && secret.recovery_window_in_days == 30]) && aws_kms_key.secrets.enable_key_rotation
    error_message = "expected own secrets under an own key, to be brought back for 30 days"
  }

  assert {
    condition     = output.secrets["MNEME_POSTGRES_OWNER_PASSWORD"].json_key == "password" && sort(keys(output.secrets)) == sort(concat(keys(var.secrets), ["MNEME_CHAIN_KEY", "MNEME_LLM_KEY", "MNEME_LOG_KEY", "MNEME_RECALL_CURSOR_KEY", "MNEME_SPEECHMATICS_KEY"]))
    error_message = "found ${jsonencode(output.secrets)}"
  }
}

run "the_index_is_written_by_persist_and_read_by_recall" {
  command = plan

  assert {
    condition = { for function, policy in local.policies : function => [for statement in jsondecode(policy).Statement : [statement.Action, statement.Resource] if statement.Sid == "Search"] if strcontains(policy, "Search") } == {
      persist = [[["es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut"], ["arn:aws:es:eu-central-1:111122223333:domain/mneme-test/*"]]]
      recall  = [[["es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost"], ["arn:aws:es:eu-central-1:111122223333:domain/mneme-test/*"]]]
    }
    error_message = "found ${jsonencode(local.policies)}"
  }
}

run "a_serverless_collection_is_reached_through_its_own_action" {
  command = plan

  variables {
    search_arn = "arn:aws:aoss:eu-central-1:111122223333:collection/abc123"
  }

  assert {
    condition     = [for statement in jsondecode(local.policies.recall).Statement : [statement.Action, statement.Resource] if statement.Sid == "Search"] == [[["aoss:APIAccessAll"], ["arn:aws:aoss:eu-central-1:111122223333:collection/abc123"]]]
    error_message = "found ${local.policies.recall}"
  }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                     = "mneme-"
    tags                     = { Project = "mneme" }
    cluster_name             = ""
    namespace                = "mneme/"
    bucket_arn               = "arn:aws:s3:::*"
    bucket_kms_key_arn       = "arn:aws:kms:eu-central-1:111122223333:key/*"
    search_arn               = "arn:aws:es:eu-central-1:111122223333:domain/*"
    secrets                  = { MNEME_MONGODB_URI = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:*", kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/document" } }
    secret_recovery_days     = 0
    kms_deletion_window_days = 31
  }

  expect_failures = [
    var.name, var.tags, var.cluster_name, var.namespace, var.bucket_arn, var.bucket_kms_key_arn, var.search_arn, var.secrets,
    var.secret_recovery_days, var.kms_deletion_window_days,
  ]
}

run "a_secret_that_nobody_reads_is_refused" {
  command = plan

  variables {
    secrets = { MNEME_MONGO_URI = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:mongodb-1", kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/document" } }
  }

  expect_failures = [var.secrets]
}
