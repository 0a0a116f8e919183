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

mock_provider "aws" {
  alias = "mock"

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/mock" }
  }
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

variables {
  name = "mneme-test"
  tags = { project = "mneme-test" }
}

run "images_are_immutable_scanned_and_under_an_own_key" {
  command = plan

  assert {
    condition     = [for repository in values(aws_ecr_repository.image) : repository.name] == [for image in ["audit", "capture", "classify", "persist", "recall", "source", "speech-model", "train", "transcribe"] : "mneme-test/mneme-${image}"]
    error_message = "found ${jsonencode([for repository in values(aws_ecr_repository.image) : repository.name])}"
  }

  assert {
    condition = alltrue([for repository in aws_ecr_repository.image :
      repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push && repository.encryption_configuration[0].encryption_type == "KMS" && repository.force_delete == false
    ]) && aws_kms_key.images.enable_key_rotation
    error_message = "expected repositories with immutable tags, a scan on push and a key of their own"
  }

  assert {
    condition = alltrue([for policy in aws_ecr_lifecycle_policy.image : [for rule in jsondecode(policy.policy).rules : [rule.selection.tagStatus, rule.selection.countType, rule.selection.countNumber]] == [
      ["untagged", "sinceImagePushed", 7], ["any", "imageCountMoreThan", 30],
    ]])
    error_message = "found ${local.lifecycle_policy}"
  }

  assert {
    condition     = output.repository_prefix == "111122223333.dkr.ecr.eu-central-1.amazonaws.com/mneme-test" && output.gpu_snapshot_id == null
    error_message = "found ${output.repository_prefix}"
  }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                     = "-mneme"
    tags                     = {}
    images                   = ["Train"]
    kept_images              = 1
    untagged_days            = 0
    gpu_snapshot_id          = "vol-0123456789abcdef0"
    kms_deletion_window_days = 31
  }

  expect_failures = [var.name, var.tags, var.images, var.kept_images, var.untagged_days, var.gpu_snapshot_id, var.kms_deletion_window_days]
}

run "applied_outputs_name_each_image" {
  command   = apply
  providers = { aws = aws.mock }

  variables {
    gpu_snapshot_id = "snap-0123456789abcdef0"
    images          = ["train"]
  }

  assert {
    condition     = keys(output.repository_urls) == ["train"] && keys(output.repository_arns) == ["train"] && output.gpu_snapshot_id == "snap-0123456789abcdef0"
    error_message = "found ${jsonencode(output.repository_urls)}"
  }
}
