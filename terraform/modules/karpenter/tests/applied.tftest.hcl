# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/mock" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/mock" }
  }

  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:111122223333:mneme-test-interruptions", url = "https://sqs.eu-central-1.amazonaws.com/111122223333/mneme-test-interruptions" }
  }
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

variables {
  name         = "mneme-test"
  tags         = { project = "mneme-test" }
  cluster_name = "mneme-test"
}

run "applied_outputs_name_roles_and_queue" {
  command = apply

  assert {
    condition     = output.node_role_name == "mneme-test-node" && output.controller_role_name == "mneme-test-karpenter" && output.queue_name == "mneme-test-interruptions" && output.association == { namespace = "karpenter", service_account = "karpenter" }
    error_message = "found ${jsonencode([output.node_role_name, output.controller_role_name, output.queue_name])}"
  }
}
