# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  auto      = var.compute_mode == "auto"
  karpenter = var.compute_mode == "karpenter"

  policy_prefix = "arn:${data.aws_partition.current.partition}:iam::aws:policy/"
  log_group     = "/aws/eks/${var.name}/cluster"

  cluster_policies = concat(["AmazonEKSClusterPolicy"], local.auto ? [
    "AmazonEKSBlockStoragePolicy", "AmazonEKSComputePolicy", "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy",
  ] : [])
}

# The two modes keep their nodes, load balancers and volumes in different hands: a running cluster cannot change over.
resource "terraform_data" "compute_mode" {
  input = var.compute_mode

  lifecycle {
    ignore_changes = [input]

    postcondition {
      condition     = self.output == var.compute_mode
      error_message = "compute_mode: expected ${self.output}, with which this cluster was made; found ${var.compute_mode}. It is immutable: make a cluster under another name and move there."
    }
  }
}

resource "aws_eks_cluster" "this" {
  name                          = var.name
  version                       = var.kubernetes_version
  role_arn                      = aws_iam_role.cluster.arn
  bootstrap_self_managed_addons = false
  enabled_cluster_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  tags                          = var.tags

  vpc_config {
    subnet_ids              = var.subnet_ids
    endpoint_private_access = true
    endpoint_public_access  = length(var.public_access_cidrs) > 0
    public_access_cidrs     = length(var.public_access_cidrs) > 0 ? var.public_access_cidrs : null
  }

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = aws_kms_key.cluster.arn
    }
  }

  # Out of standard support AWS raises the price sixfold; with STANDARD it raises the version instead.
  upgrade_policy {
    support_type = "STANDARD"
  }

  # None of the built-in pools: they have no limit, and none can be put on them.
  compute_config {
    enabled = local.auto
  }

  kubernetes_network_config {
    elastic_load_balancing {
      enabled = local.auto
    }
  }

  storage_config {
    block_storage {
      enabled = local.auto
    }
  }

  depends_on = [
    terraform_data.compute_mode,
    aws_cloudwatch_log_group.control_plane,
    aws_iam_role_policy_attachment.cluster,
    aws_iam_role_policy.cluster_keys,
  ]
}

# By this tag Karpenter finds the security group of its nodes.
resource "aws_ec2_tag" "cluster_security_group" {
  resource_id = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
  key         = "karpenter.sh/discovery"
  value       = var.name
}

resource "aws_cloudwatch_log_group" "control_plane" {
  name              = local.log_group
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.cluster.arn
  tags              = var.tags
}

resource "aws_eks_access_entry" "admin" {
  for_each = var.admin_arns

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = each.value
  tags          = var.tags
}

resource "aws_eks_access_policy_association" "admin" {
  for_each = var.admin_arns

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.admin[each.key].principal_arn
  policy_arn    = "arn:${data.aws_partition.current.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"

  access_scope {
    type = "cluster"
  }
}

# What a built-in pool would make for itself, the nodes of our own pools need from us.
resource "aws_eks_access_entry" "auto_node" {
  count = local.auto ? 1 : 0

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_iam_role.node.arn
  type          = "EC2"
  tags          = var.tags
}

resource "aws_eks_access_policy_association" "auto_node" {
  count = local.auto ? 1 : 0

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.auto_node[0].principal_arn
  policy_arn    = "arn:${data.aws_partition.current.partition}:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy"

  access_scope {
    type = "cluster"
  }
}
