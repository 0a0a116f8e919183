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

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name = "mneme-test"
  tags = { project = "mneme-test" }
}

run "everything_is_encrypted_with_its_own_key" {
  command = plan

  assert {
    condition     = alltrue([for rule in aws_s3_bucket_server_side_encryption_configuration.this.rule : rule.bucket_key_enabled && rule.apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"])
    error_message = "objects are not encrypted with KMS"
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation
    error_message = "the key is not rotated"
  }
}

run "access_is_tls_only_and_never_public" {
  command = plan

  assert {
    condition = (aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy
    && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets)
    error_message = "public access is not blocked"
  }

  assert {
    condition     = [for s in jsondecode(aws_s3_bucket_policy.this.policy).Statement : s.Effect if s.Effect != "Deny"] == []
    error_message = "the bucket's policy allows something"
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.this.policy).Statement[0] == { Sid = "OnlyTls", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = ["arn:aws:s3:::mneme-test-123456789012-eu-west-1", "arn:aws:s3:::mneme-test-123456789012-eu-west-1/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }
    error_message = "plain text is not denied for everything in the bucket: ${aws_s3_bucket_policy.this.policy}"
  }
}

run "what_was_forgotten_is_gone_after_noncurrent_days" {
  command = plan

  variables {
    noncurrent_days        = 3
    infrequent_access_days = 0
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "objects have no versions"
  }

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.noncurrent_version_expiration[0].noncurrent_days] == [3]
    error_message = "old versions outlive noncurrent_days"
  }
}
