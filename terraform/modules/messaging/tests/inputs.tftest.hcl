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
    name                     = "mneme_test"
    tags                     = { project = "" }
    volume_iops              = 2999
    volume_throughput_mib    = 1001
    leaf_node_cidrs          = ["0.0.0.0/0"]
    vpc_id                   = "vpc-"
    subnet_ids               = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]
    server_security_group_id = "sg-"
    leaf_node_port           = 443
    ebs_csi_role_arn         = "arn:aws:iam::123456789012:user/ebs"
    kms_deletion_window_days = 45
  }

  expect_failures = [
    var.name, var.tags, var.volume_iops, var.volume_throughput_mib, var.leaf_node_cidrs, var.vpc_id, var.subnet_ids,
    var.server_security_group_id, var.leaf_node_port, var.ebs_csi_role_arn, var.kms_deletion_window_days,
  ]
}

run "leaf_nodes_need_a_network_and_addresses" {
  command = plan

  variables {
    leaf_nodes = true
  }

  expect_failures = [var.leaf_node_cidrs, var.vpc_id, var.subnet_ids, var.server_security_group_id]
}
