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
  name               = "mneme-test"
  tags               = { project = "mneme-test" }
  vpc_id             = "vpc-0123456789abcdef0"
  subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  generate_passwords = false
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                      = "-mneme"
    tags                      = { owner = "me" }
    vpc_id                    = "the-vpc"
    subnet_ids                = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]
    client_security_group_ids = { functions = "0.0.0.0/0" }
    database_name             = "Mneme"
    engine_version            = "16.2"
    min_capacity              = 0.7
    auto_pause_seconds        = 299
    instances                 = 0
    backup_retention_days     = 36
    ca_path                   = "ca.pem"
    passwords_version         = 0
    kms_deletion_window_days  = 6
  }

  expect_failures = [
    var.name, var.tags, var.vpc_id, var.subnet_ids, var.client_security_group_ids, var.database_name, var.engine_version,
    var.min_capacity, var.auto_pause_seconds, var.instances, var.backup_retention_days, var.ca_path, var.passwords_version,
    var.kms_deletion_window_days,
  ]
}

run "the_most_must_not_be_below_the_least" {
  command = plan

  variables {
    min_capacity = 4
    max_capacity = 3.5
  }

  expect_failures = [var.max_capacity]
}

run "the_most_has_a_bound_of_its_own" {
  command = plan

  variables {
    max_capacity = 256.5
  }

  expect_failures = [var.max_capacity]
}
