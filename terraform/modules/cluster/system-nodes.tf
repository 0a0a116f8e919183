# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# Karpenter cannot start the node it runs on. This group never grows: its price is part of the fixed baseline.
resource "aws_launch_template" "system" {
  count = local.karpenter ? 1 : 0

  name                   = "${var.name}-system"
  update_default_version = true
  tags                   = var.tags

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = var.system_disk_gib
      encrypted             = true
      kms_key_id            = aws_kms_key.nodes.arn
      delete_on_termination = true
    }
  }

  # One hop: the node reaches its role, a pod on it does not.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "network-interface", "volume"])

    content {
      resource_type = tag_specifications.value
      tags          = merge(var.tags, { Name = "${var.name}-system" })
    }
  }
}

resource "aws_eks_node_group" "system" {
  count = local.karpenter ? 1 : 0

  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "system"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = var.subnet_ids
  version         = var.kubernetes_version
  ami_type        = "AL2023_x86_64_STANDARD"
  capacity_type   = "ON_DEMAND"
  instance_types  = [var.system_instance_type]
  tags            = var.tags

  scaling_config {
    desired_size = var.system_node_count
    min_size     = var.system_node_count
    max_size     = var.system_node_count
  }

  update_config {
    max_unavailable = 1
  }

  launch_template {
    id      = aws_launch_template.system[0].id
    version = aws_launch_template.system[0].latest_version
  }

  depends_on = [aws_eks_addon.before_nodes, aws_eks_addon.pod_identity_agent, aws_iam_role_policy_attachment.node]
}
