# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  cluster_trust_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "eks.amazonaws.com" }
      Action    = local.auto ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"]
    }]
  })

  node_trust_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
    }]
  })

  # A role is for one ServiceAccount of this cluster, whatever else is ever associated with it.
  addon_trust_policies = { for name, role in local.addon_roles : name => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = { StringEquals = {
        "aws:SourceAccount"                         = data.aws_caller_identity.current.account_id
        "aws:RequestTag/eks-cluster-name"           = var.name
        "aws:RequestTag/kubernetes-namespace"       = "kube-system"
        "aws:RequestTag/kubernetes-service-account" = role.service_account
      } }
    }]
  }) }

  node_policies = local.auto ? ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodeMinimalPolicy"] : ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy"]

  # Add-ons that call AWS, each with a role of its own, so that pods on a node inherit none of it.
  addon_roles = local.karpenter ? {
    vpc-cni            = { policy = "AmazonEKS_CNI_Policy", service_account = "aws-node" }
    aws-ebs-csi-driver = { policy = "service-role/AmazonEBSCSIDriverPolicy", service_account = "ebs-csi-controller-sa" }
  } : {}

  ec2_arn = format("arn:%s:ec2:%s:%s:", data.aws_partition.current.partition, data.aws_region.current.name, data.aws_caller_identity.current.account_id)

  # Auto Mode's managed policies refuse tags of our own, and without them no cost can be allocated.
  auto_launch_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "TaggedNodes"
        Effect   = "Allow"
        Action   = ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"]
        Resource = [for kind in ["fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume"] : "${local.ec2_arn}${kind}/*"]
        Condition = {
          StringEquals = { "aws:RequestTag/eks:eks-cluster-name" = var.name }
          StringLike   = { "aws:RequestTag/eks:kubernetes-node-class-name" = "*", "aws:RequestTag/eks:kubernetes-node-pool-name" = "*" }
        }
      },
      {
        Sid       = "TaggedVolumes"
        Effect    = "Allow"
        Action    = ["ec2:CreateVolume"]
        Resource  = ["${local.ec2_arn}volume/*"]
        Condition = { StringEquals = { "aws:RequestTag/eks:eks-cluster-name" = var.name } }
      },
      # However a NodePool is edited, the price of a GPU-hour stays at most the one that the bound was computed with.
      {
        Sid      = "OnlyPricedGpus"
        Effect   = "Deny"
        Action   = ["ec2:RunInstances"]
        Resource = ["${local.ec2_arn}instance/*"]
        Condition = {
          StringLike    = { "ec2:InstanceType" = ["dl*", "f1.*", "f2.*", "g*", "inf*", "p*", "trn*", "vt*"] }
          StringNotLike = { "ec2:InstanceType" = sort(tolist(var.gpu_instance_types)) }
        }
      },
    ]
  })

  cluster_keys_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"]
      Resource = [aws_kms_key.cluster.arn]
    }]
  })
}

resource "aws_iam_role" "cluster" {
  name               = "${var.name}-cluster"
  assume_role_policy = local.cluster_trust_policy
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "cluster" {
  for_each = toset(local.cluster_policies)

  role       = aws_iam_role.cluster.name
  policy_arn = "${local.policy_prefix}${each.key}"
}

resource "aws_iam_role_policy" "cluster_keys" {
  name   = "encrypt-secrets"
  role   = aws_iam_role.cluster.name
  policy = local.cluster_keys_policy
}

resource "aws_iam_role_policy" "auto_launch" {
  count = local.auto ? 1 : 0

  name   = "launch"
  role   = aws_iam_role.cluster.name
  policy = local.auto_launch_policy
}

# In mode auto the nodes of every pool, in mode karpenter those of the managed group; Karpenter's own have their own role.
resource "aws_iam_role" "node" {
  name               = "${var.name}-system-node"
  assume_role_policy = local.node_trust_policy
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "node" {
  for_each = toset(local.node_policies)

  role       = aws_iam_role.node.name
  policy_arn = "${local.policy_prefix}${each.key}"
}

resource "aws_iam_role" "addon" {
  for_each = local.addon_roles

  name               = "${var.name}-${each.key}"
  assume_role_policy = local.addon_trust_policies[each.key]
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "addon" {
  for_each = local.addon_roles

  role       = aws_iam_role.addon[each.key].name
  policy_arn = "${local.policy_prefix}${each.value.policy}"
}
