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
    name                      = "mneme-"
    tags                      = { Project = "mneme-test" }
    vpc_id                    = "vpc-xyz"
    subnet_ids                = ["subnet-0123456789abcdef0"]
    client_security_group_ids = { functions = "default" }
    writer_role_arns          = ["arn:aws:iam::123456789012:role/*"]
    reader_role_arns          = ["*"]
    engine_version            = "Elasticsearch_7.10"
    instance_type             = "t3.small"
    instances                 = 3
    volume_gib                = 9
    external_url              = "http://user:password@search.example.org/"
    log_retention_days        = 31
    kms_deletion_window_days  = 0
  }

  expect_failures = [
    var.name, var.tags, var.vpc_id, var.subnet_ids, var.client_security_group_ids, var.writer_role_arns, var.reader_role_arns,
    var.engine_version, var.instance_type, var.instances, var.volume_gib, var.external_url, var.log_retention_days,
    var.kms_deletion_window_days,
  ]
}

run "an_unknown_mode_is_refused" {
  command = plan

  variables {
    mode = "elastic"
  }

  expect_failures = [var.mode]
}

run "a_domain_needs_a_network_and_a_writer" {
  command = plan

  variables {
    mode = "domain"
  }

  expect_failures = [var.vpc_id, var.subnet_ids, var.writer_role_arns]
}

run "an_external_engine_needs_an_address" {
  command = plan

  variables {
    mode = "external"
  }

  expect_failures = [var.external_url]
}
