# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# The one place with the versions of add-ons, by Kubernetes version. Auto Mode brings its own. To add a version:
# aws eks describe-addon-versions --kubernetes-version 1.36 --query 'addons[].[addonName,addonVersions[?compatibilities[0].defaultVersion].addonVersion]'
locals {
  addon_versions = {
    "1.34" = {
      eks-pod-identity-agent = "v1.3.10-eksbuild.2"
      vpc-cni                = "v1.20.4-eksbuild.2"
      kube-proxy             = "v1.34.0-eksbuild.2"
      coredns                = "v1.12.3-eksbuild.1"
      aws-ebs-csi-driver     = "v1.54.0-eksbuild.1"
    }
    "1.35" = {
      eks-pod-identity-agent = "v1.3.10-eksbuild.2"
      vpc-cni                = "v1.21.1-eksbuild.3"
      kube-proxy             = "v1.35.0-eksbuild.2"
      coredns                = "v1.13.2-eksbuild.1"
      aws-ebs-csi-driver     = "v1.54.0-eksbuild.1"
    }
  }

  addons = local.karpenter ? local.addon_versions[var.kubernetes_version] : {}

  # What a node needs before it can join, and what needs a node to run on.
  addons_before_nodes = { for name, version in local.addons : name => version if contains(["kube-proxy", "vpc-cni"], name) }
  addons_on_nodes     = { for name, version in local.addons : name => version if contains(["aws-ebs-csi-driver", "coredns"], name) }
}

# First of all: a pod that starts before the agent and its association gets no credentials, and never asks again.
resource "aws_eks_addon" "pod_identity_agent" {
  count = local.karpenter ? 1 : 0

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = "eks-pod-identity-agent"
  addon_version               = local.addons["eks-pod-identity-agent"]
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  tags                        = var.tags
}

resource "aws_eks_addon" "before_nodes" {
  for_each = local.addons_before_nodes

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = each.value
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  tags                        = var.tags

  dynamic "pod_identity_association" {
    for_each = { for name, role in local.addon_roles : name => role if name == each.key }

    content {
      role_arn        = aws_iam_role.addon[each.key].arn
      service_account = pod_identity_association.value.service_account
    }
  }

  depends_on = [aws_eks_addon.pod_identity_agent, aws_iam_role_policy_attachment.addon]
}

resource "aws_eks_addon" "on_nodes" {
  for_each = local.addons_on_nodes

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = each.value
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  tags                        = var.tags

  dynamic "pod_identity_association" {
    for_each = { for name, role in local.addon_roles : name => role if name == each.key }

    content {
      role_arn        = aws_iam_role.addon[each.key].arn
      service_account = pod_identity_association.value.service_account
    }
  }

  depends_on = [aws_eks_addon.pod_identity_agent, aws_eks_node_group.system, aws_iam_role_policy_attachment.addon]
}
