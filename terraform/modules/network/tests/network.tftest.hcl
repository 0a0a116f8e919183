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

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/mock" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/mock" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:mock" }
  }
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

variables {
  name               = "mneme-test"
  tags               = { project = "mneme-test" }
  availability_zones = ["eu-central-1a", "eu-central-1b"]
}

run "one_nat_gateway_serves_all_zones_by_default" {
  command = plan

  assert {
    condition     = keys(aws_nat_gateway.this) == ["eu-central-1a"] && output.nat_gateway_count == 1 && keys(aws_route.nat) == ["eu-central-1a", "eu-central-1b"]
    error_message = "expected one NAT gateway and a way out of both zones; found ${jsonencode([keys(aws_nat_gateway.this), keys(aws_route.nat)])}"
  }

  assert {
    condition     = alltrue([for subnet in merge(aws_subnet.public, aws_subnet.private) : subnet.map_public_ip_on_launch != true])
    error_message = "a subnet gives out public addresses by itself"
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.private : subnet.tags["karpenter.sh/discovery"] == "mneme-test"]) && alltrue([for subnet in aws_subnet.public : !contains(keys(subnet.tags), "karpenter.sh/discovery")])
    error_message = "Karpenter must find the private subnets, and only them"
  }

  assert {
    condition     = length(aws_default_security_group.closed.ingress) + length(aws_default_security_group.closed.egress) == 0
    error_message = "the default security group lets something through"
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0 && aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.s3.service_name == "com.amazonaws.eu-central-1.s3"
    error_message = "expected the free endpoint of S3 and no other"
  }

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL" && aws_cloudwatch_log_group.flow_logs.retention_in_days == 14 && aws_kms_key.flow_logs.enable_key_rotation
    error_message = "expected flow logs of all traffic, kept 14 days, under a key that is rotated"
  }
}

run "policies_of_flow_logs_are_exact" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role_policy.flow_logs.policy).Statement == [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = ["arn:aws:logs:eu-central-1:111122223333:log-group:/mneme/mneme-test/flow-logs", "arn:aws:logs:eu-central-1:111122223333:log-group:/mneme/mneme-test/flow-logs:log-stream:*"]
    }]
    error_message = "found ${aws_iam_role_policy.flow_logs.policy}"
  }

  assert {
    condition = jsondecode(aws_iam_role.flow_logs.assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }]
    error_message = "found ${aws_iam_role.flow_logs.assume_role_policy}"
  }

  assert {
    condition = jsondecode(aws_kms_key.flow_logs.policy).Statement[1] == {
      Sid       = "FlowLogs"
      Effect    = "Allow"
      Principal = { Service = "logs.eu-central-1.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
      Resource  = "*"
      Condition = { ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-central-1:111122223333:log-group:/mneme/mneme-test/flow-logs" } }
    }
    error_message = "found ${aws_kms_key.flow_logs.policy}"
  }
}

run "each_zone_has_its_own_nat_gateway" {
  command = plan

  variables {
    nat_mode           = "per_zone"
    availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 3 && output.nat_gateway_count == 3 && local.nat_of_zone == { "eu-central-1a" = "eu-central-1a", "eu-central-1b" = "eu-central-1b", "eu-central-1c" = "eu-central-1c" }
    error_message = "found ${jsonencode(local.nat_of_zone)}"
  }

  assert {
    condition     = values(local.private_cidrs) == ["10.40.0.0/18", "10.40.64.0/18", "10.40.128.0/18"] && values(local.public_cidrs) == ["10.40.192.0/22", "10.40.196.0/22", "10.40.200.0/22"]
    error_message = "subnets overlap or leave the VPC: ${jsonencode([local.private_cidrs, local.public_cidrs])}"
  }
}

run "without_nat_endpoints_are_the_only_way_out" {
  command = plan

  variables {
    nat_mode            = "none"
    interface_endpoints = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "sqs", "ssm", "sts"]
  }

  assert {
    condition     = length(aws_nat_gateway.this) + length(aws_eip.nat) + length(aws_route.nat) == 0 && output.interface_endpoint_count == 18
    error_message = "expected no NAT, and 9 endpoints in 2 zones; found ${output.interface_endpoint_count}"
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled]) && aws_vpc_security_group_ingress_rule.endpoints[0].cidr_ipv4 == "10.40.0.0/16" && aws_vpc_security_group_ingress_rule.endpoints[0].from_port == 443
    error_message = "endpoints must answer by their usual names, to the VPC, over HTTPS"
  }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                     = "Mneme"
    tags                     = { owner = "nobody" }
    vpc_cidr                 = "8.8.0.0/16"
    availability_zones       = ["eu-central-1a"]
    nat_mode                 = "double"
    log_retention_days       = 2
    kms_deletion_window_days = 6
  }

  expect_failures = [
    var.name, var.tags, var.vpc_cidr, var.availability_zones, var.nat_mode, var.log_retention_days, var.kms_deletion_window_days,
  ]
}

run "zones_that_are_no_zones_and_a_network_without_a_way_out_are_refused" {
  command = plan

  variables {
    availability_zones = ["eu-central-1", "here"]
    nat_mode           = "none"
    vpc_cidr           = "10.40.0.0/24"
  }

  expect_failures = [var.availability_zones, var.interface_endpoints, var.vpc_cidr]
}

run "an_endpoint_of_s3_that_costs_is_refused" {
  command = plan

  variables {
    interface_endpoints = ["s3"]
  }

  expect_failures = [var.interface_endpoints]
}

run "applied_outputs_name_what_was_made" {
  command   = apply
  providers = { aws = aws.mock }

  assert {
    condition     = length(output.private_subnet_ids) == 2 && length(output.public_subnet_ids) == 2 && output.vpc_cidr == "10.40.0.0/16" && output.vpc_id == aws_vpc.this.id
    error_message = "found ${jsonencode([output.private_subnet_ids, output.public_subnet_ids, output.vpc_cidr])}"
  }
}
