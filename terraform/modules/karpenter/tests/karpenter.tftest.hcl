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

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

# Their ARNs are known before they are made, so that policies are too.
override_resource {
  target          = aws_iam_role.node
  override_during = plan
  values          = { arn = "arn:aws:iam::111122223333:role/mneme-test-node" }
}

override_resource {
  target          = aws_iam_role.controller
  override_during = plan
  values          = { arn = "arn:aws:iam::111122223333:role/mneme-test-karpenter" }
}

override_resource {
  target          = aws_kms_key.queue
  override_during = plan
  values          = { arn = "arn:aws:kms:eu-central-1:111122223333:key/queue" }
}

variables {
  name         = "mneme-test"
  tags         = { project = "mneme-test" }
  cluster_name = "mneme-test"
}

run "the_controller_passes_one_role_to_one_service" {
  command = plan

  assert {
    condition = [for statement in jsondecode(local.controller_policies.profiles).Statement : statement if contains(statement.Action, "iam:PassRole")] == [{
      Sid       = "PassNodeRole"
      Effect    = "Allow"
      Action    = ["iam:PassRole"]
      Resource  = ["arn:aws:iam::111122223333:role/mneme-test-node"]
      Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }
    }]
    error_message = "found ${local.controller_policies.profiles}"
  }

  assert {
    condition     = length([for policy in [local.controller_policies.launch, local.controller_policies.read] : policy if strcontains(policy, "PassRole")]) == 0
    error_message = "a role is passed elsewhere too"
  }
}

run "only_reading_needs_every_resource" {
  command = plan

  assert {
    condition = flatten([for policy in values(local.controller_policies) : [for statement in jsondecode(policy).Statement : statement.Action if contains(statement.Resource, "*")]]) == [
      "ec2:DescribeCapacityReservations", "ec2:DescribeImages", "ec2:DescribeInstanceStatus", "ec2:DescribeInstanceTypeOfferings",
      "ec2:DescribeInstanceTypes", "ec2:DescribeInstances", "ec2:DescribeLaunchTemplates", "ec2:DescribePlacementGroups",
      "ec2:DescribeSecurityGroups", "ec2:DescribeSpotPriceHistory", "ec2:DescribeSubnets", "iam:ListInstanceProfiles", "pricing:GetProducts",
    ]
    error_message = "expected * only where AWS knows no resource"
  }

  assert {
    condition     = alltrue(flatten([for policy in values(local.controller_policies) : [for statement in jsondecode(policy).Statement : [for action in statement.Action : !strcontains(action, "*")]]]))
    error_message = "an action is a wildcard"
  }

  # What makes, changes or ends something does so only to what carries the cluster's name.
  assert {
    condition = alltrue(flatten([for statement in jsondecode(local.controller_policies.launch).Statement : [
      statement.Effect == "Deny" || statement.Sid == "LaunchFrom" || strcontains(jsonencode(try(statement.Condition, {})), "kubernetes.io/cluster/mneme-test"),
    ]]))
    error_message = "found ${local.controller_policies.launch}"
  }

  assert {
    condition     = sum([for policy in values(local.controller_policies) : length(policy)]) <= 10240
    error_message = "IAM takes 10240 characters of inline policies; found ${sum([for policy in values(local.controller_policies) : length(policy)])}"
  }
}

run "whatever_a_node_pool_says_only_priced_gpus_and_encrypted_disks_start" {
  command = plan

  variables {
    gpu_instance_types = ["g6.xlarge", "g4dn.xlarge"]
  }

  assert {
    condition = [for statement in jsondecode(local.controller_policies.launch).Statement : statement if statement.Effect == "Deny"] == [
      {
        Sid      = "OnlyPricedGpus"
        Effect   = "Deny"
        Action   = ["ec2:RunInstances"]
        Resource = ["arn:aws:ec2:eu-central-1:111122223333:instance/*"]
        Condition = {
          StringLike    = { "ec2:InstanceType" = ["dl*", "f1.*", "f2.*", "g*", "inf*", "p*", "trn*", "vt*"] }
          StringNotLike = { "ec2:InstanceType" = ["g4dn.xlarge", "g6.xlarge"] }
        }
      },
      {
        Sid       = "OnlyEncryptedVolumes"
        Effect    = "Deny"
        Action    = ["ec2:RunInstances"]
        Resource  = ["arn:aws:ec2:eu-central-1:111122223333:volume/*"]
        Condition = { Bool = { "ec2:Encrypted" = "false" } }
      },
    ]
    error_message = "found ${local.controller_policies.launch}"
  }
}

run "trust_is_in_one_service_account_of_one_cluster" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role.controller.assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = { StringEquals = {
        "aws:SourceAccount"                         = "111122223333"
        "aws:RequestTag/eks-cluster-name"           = "mneme-test"
        "aws:RequestTag/kubernetes-namespace"       = "karpenter"
        "aws:RequestTag/kubernetes-service-account" = "karpenter"
      } }
    }]
    error_message = "found ${aws_iam_role.controller.assume_role_policy}"
  }

  assert {
    condition     = jsondecode(aws_iam_role.node.assume_role_policy).Statement == [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = ["sts:AssumeRole"] }]
    error_message = "found ${aws_iam_role.node.assume_role_policy}"
  }

  assert {
    condition     = aws_eks_pod_identity_association.controller.namespace == "karpenter" && aws_eks_pod_identity_association.controller.service_account == "karpenter" && aws_eks_access_entry.node.type == "EC2_LINUX"
    error_message = "found ${jsonencode(output.association)}"
  }

  assert {
    condition     = keys(aws_iam_role_policy_attachment.node) == ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy"]
    error_message = "found ${jsonencode(keys(aws_iam_role_policy_attachment.node))}"
  }
}

run "interruptions_come_from_own_rules_encrypted" {
  command = plan

  assert {
    condition = [for statement in jsondecode(local.queue_policy).Statement : [statement.Effect, statement.Principal, statement.Condition]] == [
      ["Allow", { Service = "events.amazonaws.com" }, { ArnLike = { "aws:SourceArn" = "arn:aws:events:eu-central-1:111122223333:rule/mneme-test-*" } }],
      ["Deny", "*", { Bool = { "aws:SecureTransport" = "false" } }],
    ]
    error_message = "found ${local.queue_policy}"
  }

  assert {
    condition     = aws_sqs_queue.interruptions.kms_master_key_id == "arn:aws:kms:eu-central-1:111122223333:key/queue" && length(aws_cloudwatch_event_rule.interruptions) == 5
    error_message = "expected a queue under an own key, and five kinds of announcements"
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.interruptions["spot"].event_pattern) == { source = ["aws.ec2"], detail-type = ["EC2 Spot Instance Interruption Warning"] }
    error_message = "found ${aws_cloudwatch_event_rule.interruptions["spot"].event_pattern}"
  }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                     = "me"
    tags                     = { project = "a b" }
    cluster_name             = "*"
    namespace                = "Karpenter"
    service_account          = "karpenter_"
    gpu_instance_types       = ["p5.48xlarge"]
    kms_deletion_window_days = 0
  }

  expect_failures = [var.name, var.tags, var.cluster_name, var.namespace, var.service_account, var.gpu_instance_types, var.kms_deletion_window_days]
}
