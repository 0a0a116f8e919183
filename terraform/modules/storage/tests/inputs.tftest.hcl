# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# Nothing is asked of AWS: a wrong value is refused before.
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name = "mneme-test"
  tags = { project = "mneme-test" }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                     = "M"
    tags                     = {}
    bucket_name              = "A_bucket"
    noncurrent_days          = 0
    infrequent_access_days   = 29
    kms_deletion_window_days = 31
  }

  expect_failures = [var.name, var.tags, var.bucket_name, var.noncurrent_days, var.infrequent_access_days, var.kms_deletion_window_days]
}
