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

override_resource {
  target          = aws_kms_key.this
  override_during = plan
  values          = { arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001" }
}

variables {
  name = "mneme-test"
  tags = { project = "mneme-test" }
}

run "volumes_are_encrypted_with_the_modules_key" {
  command = plan

  variables {
    ebs_csi_role_arn = "arn:aws:iam::123456789012:role/mneme-test-ebs-csi"
  }

  assert {
    condition     = output.storage_class_parameters.encrypted == "true" && output.storage_class_parameters.kmsKeyId == aws_kms_key.this.arn
    error_message = "the volumes of JetStream are not encrypted with the module's key"
  }

  assert {
    condition = [for s in jsondecode(aws_kms_key.this.policy).Statement : s.Principal.AWS if s.Sid != "Account"] == [
      "arn:aws:iam::123456789012:role/mneme-test-ebs-csi", "arn:aws:iam::123456789012:role/mneme-test-ebs-csi",
    ]
    error_message = "somebody else may use the key"
  }
}

run "credentials_have_a_secret_and_no_value" {
  command = plan

  assert {
    condition     = keys(output.secrets) == ["NATS_CREDS"] && aws_secretsmanager_secret.creds.kms_key_id == aws_kms_key.this.arn
    error_message = "no secret for the credentials, or another key"
  }
}

run "without_leaf_nodes_nothing_listens" {
  command = plan

  assert {
    condition     = length(aws_lb.leaf) + length(aws_vpc_security_group_ingress_rule.leaf) == 0
    error_message = "a load balancer that nobody asked for"
  }
}

run "leaf_nodes_come_from_named_addresses_and_inside_unless_public_is_asked_for" {
  command = plan

  variables {
    leaf_nodes               = true
    leaf_node_cidrs          = ["198.51.100.0/24"]
    vpc_id                   = "vpc-0123456789abcdef0"
    subnet_ids               = ["subnet-0123456789abcdef0"]
    server_security_group_id = "sg-0123456789abcdef0"
  }

  assert {
    condition     = aws_lb.leaf[0].internal
    error_message = "the load balancer has a public address that nobody asked for"
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.leaf : [rule.cidr_ipv4, rule.from_port, rule.to_port]] == [["198.51.100.0/24", 7422, 7422]]
    error_message = "somebody else may connect"
  }
}

run "leaf_nodes_are_public_where_it_is_asked_for" {
  command = plan

  variables {
    leaf_nodes               = true
    leaf_nodes_public        = true
    leaf_node_cidrs          = ["198.51.100.0/24"]
    vpc_id                   = "vpc-0123456789abcdef0"
    subnet_ids               = ["subnet-0123456789abcdef0"]
    server_security_group_id = "sg-0123456789abcdef0"
  }

  assert {
    condition     = !aws_lb.leaf[0].internal
    error_message = "no leaf node outside reaches it"
  }
}
