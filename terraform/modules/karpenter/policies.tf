# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# What the controller may do: only to what carries this cluster's name, only with the node role, and of GPU types only
# those that were priced. The shape follows the policies that Karpenter documents for its version 1.
locals {
  ec2         = "arn:${local.partition}:ec2:${local.region}"
  account_ec2 = "${local.ec2}:${local.account}"
  profile     = "arn:${local.partition}:iam::${local.account}:instance-profile/*"
  owned       = "kubernetes.io/cluster/${var.cluster_name}"

  request_tags = {
    StringEquals = { "aws:RequestTag/${local.owned}" = "owned", "aws:RequestTag/eks:eks-cluster-name" = var.cluster_name }
    StringLike   = { "aws:RequestTag/karpenter.sh/nodepool" = "*" }
  }
  resource_tags = {
    StringEquals = { "aws:ResourceTag/${local.owned}" = "owned" }
    StringLike   = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" }
  }
  launched = [for kind in ["fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume"] : "${local.account_ec2}:${kind}/*"]

  launch_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LaunchFrom"
        Effect   = "Allow"
        Action   = ["ec2:CreateFleet", "ec2:RunInstances"]
        Resource = concat([for kind in ["capacity-reservation", "placement-group", "security-group", "subnet"] : "${local.account_ec2}:${kind}/*"], ["${local.ec2}::image/*", "${local.ec2}::snapshot/*", "${local.account_ec2}:snapshot/*"])
      },
      {
        Sid       = "LaunchFromOwnTemplates"
        Effect    = "Allow"
        Action    = ["ec2:CreateFleet", "ec2:RunInstances"]
        Resource  = ["${local.account_ec2}:launch-template/*"]
        Condition = local.resource_tags
      },
      {
        Sid       = "LaunchTagged"
        Effect    = "Allow"
        Action    = ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"]
        Resource  = local.launched
        Condition = local.request_tags
      },
      {
        Sid      = "TagAtLaunch"
        Effect   = "Allow"
        Action   = ["ec2:CreateTags"]
        Resource = local.launched
        Condition = {
          StringEquals = merge(local.request_tags.StringEquals, { "ec2:CreateAction" = ["CreateFleet", "CreateLaunchTemplate", "RunInstances"] })
          StringLike   = local.request_tags.StringLike
        }
      },
      {
        Sid      = "TagOwnNodes"
        Effect   = "Allow"
        Action   = ["ec2:CreateTags"]
        Resource = ["${local.account_ec2}:instance/*"]
        Condition = {
          StringEquals                = local.resource_tags.StringEquals
          StringLike                  = local.resource_tags.StringLike
          StringEqualsIfExists        = { "aws:RequestTag/eks:eks-cluster-name" = var.cluster_name }
          "ForAllValues:StringEquals" = { "aws:TagKeys" = ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"] }
        }
      },
      {
        Sid       = "EndOwnNodes"
        Effect    = "Allow"
        Action    = ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"]
        Resource  = ["${local.account_ec2}:instance/*", "${local.account_ec2}:launch-template/*"]
        Condition = local.resource_tags
      },
      # However a NodePool is edited, the price of a GPU-hour stays at most the one that the bound was computed with.
      {
        Sid      = "OnlyPricedGpus"
        Effect   = "Deny"
        Action   = ["ec2:RunInstances"]
        Resource = ["${local.account_ec2}:instance/*"]
        Condition = {
          StringLike    = { "ec2:InstanceType" = ["dl*", "f1.*", "f2.*", "g*", "inf*", "p*", "trn*", "vt*"] }
          StringNotLike = { "ec2:InstanceType" = sort(tolist(var.gpu_instance_types)) }
        }
      },
      {
        Sid       = "OnlyEncryptedVolumes"
        Effect    = "Deny"
        Action    = ["ec2:RunInstances"]
        Resource  = ["${local.account_ec2}:volume/*"]
        Condition = { Bool = { "ec2:Encrypted" = "false" } }
      },
    ]
  }

  profile_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "PassNodeRole"
        Effect    = "Allow"
        Action    = ["iam:PassRole"]
        Resource  = [aws_iam_role.node.arn]
        Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }
      },
      {
        Sid      = "MakeProfiles"
        Effect   = "Allow"
        Action   = ["iam:CreateInstanceProfile", "iam:TagInstanceProfile"]
        Resource = [local.profile]
        Condition = {
          StringEquals = { "aws:RequestTag/${local.owned}" = "owned", "aws:RequestTag/eks:eks-cluster-name" = var.cluster_name, "aws:RequestTag/topology.kubernetes.io/region" = local.region }
          StringLike   = { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      {
        Sid      = "ChangeOwnProfiles"
        Effect   = "Allow"
        Action   = ["iam:AddRoleToInstanceProfile", "iam:DeleteInstanceProfile", "iam:RemoveRoleFromInstanceProfile"]
        Resource = [local.profile]
        Condition = {
          StringEquals = { "aws:ResourceTag/${local.owned}" = "owned", "aws:ResourceTag/topology.kubernetes.io/region" = local.region }
          StringLike   = { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      {
        Sid      = "ReadProfiles"
        Effect   = "Allow"
        Action   = ["iam:GetInstanceProfile"]
        Resource = [local.profile]
      },
    ]
  }

  read_policy = {
    Version = "2012-10-17"
    Statement = [
      # These take no resource in IAM; the region is the narrowest they can be held to.
      {
        Sid    = "ReadOffers"
        Effect = "Allow"
        Action = [
          "ec2:DescribeCapacityReservations", "ec2:DescribeImages", "ec2:DescribeInstanceStatus", "ec2:DescribeInstanceTypeOfferings",
          "ec2:DescribeInstanceTypes", "ec2:DescribeInstances", "ec2:DescribeLaunchTemplates", "ec2:DescribePlacementGroups",
          "ec2:DescribeSecurityGroups", "ec2:DescribeSpotPriceHistory", "ec2:DescribeSubnets",
        ]
        Resource  = ["*"]
        Condition = { StringEquals = { "aws:RequestedRegion" = local.region } }
      },
      # Prices and profiles are listed in one region for all.
      {
        Sid      = "ListPricesAndProfiles"
        Effect   = "Allow"
        Action   = ["iam:ListInstanceProfiles", "pricing:GetProducts"]
        Resource = ["*"]
      },
      {
        Sid      = "ReadImageIds"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter"]
        Resource = ["arn:${local.partition}:ssm:${local.region}::parameter/aws/service/*"]
      },
      {
        Sid      = "ReadCluster"
        Effect   = "Allow"
        Action   = ["eks:DescribeCluster"]
        Resource = ["arn:${local.partition}:eks:${local.region}:${local.account}:cluster/${var.cluster_name}"]
      },
      {
        Sid      = "ReadInterruptions"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"]
        Resource = [local.queue_arn]
      },
      {
        Sid      = "DecryptInterruptions"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = [aws_kms_key.queue.arn]
      },
    ]
  }

  controller_policies = {
    launch   = jsonencode(local.launch_policy)
    profiles = jsonencode(local.profile_policy)
    read     = jsonencode(local.read_policy)
  }
}
