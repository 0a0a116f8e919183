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
    name                      = "a-name-of-21-characters"
    tags                      = { project = "with space" }
    vpc_id                    = "subnet-0123456789abcdef0"
    subnet_ids                = ["subnet-0123456789abcdef0"]
    client_security_group_ids = { functions = "sg-1" }
    engine_version            = "3.6.0"
    instance_class            = "db.serverless"
    instances                 = 4
    backup_retention_days     = 0
    password_version          = 1.5
    kms_deletion_window_days  = 7.5
  }

  expect_failures = [
    var.name, var.tags, var.vpc_id, var.subnet_ids, var.client_security_group_ids, var.engine_version, var.instance_class,
    var.instances, var.backup_retention_days, var.password_version, var.kms_deletion_window_days,
  ]
}

run "an_unknown_mode_is_refused" {
  command = plan

  variables {
    mode = "mongodb"
  }

  expect_failures = [var.mode]
}

run "documentdb_needs_a_network" {
  command = plan

  variables {
    mode = "documentdb"
  }

  expect_failures = [var.vpc_id, var.subnet_ids]
}
