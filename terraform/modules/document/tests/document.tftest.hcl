# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# The real provider, so that policies are computed; nothing is asked of AWS.
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_kms_key.this
  override_during = plan
  values          = { arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001" }
}

variables {
  name = "mneme-test"
  tags = { project = "mneme-test" }
}

run "by_default_nothing_is_made" {
  command = plan

  assert {
    condition     = length(aws_docdb_cluster.this) + length(aws_secretsmanager_secret.uri) + length(aws_kms_key.this) == 0 && output.secrets == {}
    error_message = "mode none makes something"
  }
}

run "an_external_mongodb_has_a_secret_for_its_uri_and_no_value" {
  command = plan

  variables {
    mode = "external"
  }

  assert {
    condition     = aws_secretsmanager_secret.uri[0].kms_key_id == aws_kms_key.this[0].arn && length(aws_secretsmanager_secret_version.uri) == 0
    error_message = "the secret is not encrypted with the module's key, or has a value"
  }

  assert {
    condition     = length(aws_docdb_cluster.this) == 0 && keys(output.secrets) == ["MNEME_MONGODB_URI"]
    error_message = "mode external makes a cluster, or no URI"
  }
}

run "documentdb_is_encrypted_closed_and_its_password_in_no_state" {
  command = plan

  variables {
    mode                      = "documentdb"
    vpc_id                    = "vpc-0123456789abcdef0"
    subnet_ids                = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    client_security_group_ids = { functions = "sg-0123456789abcdef0" }
  }

  assert {
    condition     = aws_docdb_cluster.this[0].storage_encrypted && aws_docdb_cluster.this[0].kms_key_id == aws_kms_key.this[0].arn
    error_message = "the storage is not encrypted with the module's key"
  }

  assert {
    condition     = aws_docdb_cluster.this[0].master_password == null && aws_docdb_cluster.this[0].master_password_wo == null
    error_message = "the password is in the state"
  }

  assert {
    condition     = [for p in aws_docdb_cluster_parameter_group.this[0].parameter : p.value if p.name == "tls"] == ["enabled"]
    error_message = "plain text is accepted"
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.client : rule.referenced_security_group_id == "sg-0123456789abcdef0" && rule.cidr_ipv4 == null && rule.cidr_ipv6 == null && rule.from_port == 27017 && rule.to_port == 27017])
    error_message = "somebody else than the clients reaches DocumentDB"
  }

  assert {
    condition     = aws_docdb_cluster.this[0].deletion_protection && !aws_docdb_cluster.this[0].skip_final_snapshot
    error_message = "the cluster can be deleted, or without a last snapshot"
  }
}
