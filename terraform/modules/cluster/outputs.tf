# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "cluster_name" {
  description = "Name of the cluster; known only once its Pod Identity agent runs, so that what waits for it gets credentials."
  value       = aws_eks_cluster.this.name
  depends_on  = [aws_eks_addon.pod_identity_agent]
}

output "cluster_arn" {
  description = "ARN of the cluster."
  value       = aws_eks_cluster.this.arn
}

output "cluster_endpoint" {
  description = "HTTPS address of the Kubernetes API."
  value       = aws_eks_cluster.this.endpoint
}

output "cluster_security_group_id" {
  description = "Security group of the control plane and of all nodes."
  value       = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}

output "cluster_role_name" {
  description = "Name of the role of the control plane; in mode auto it launches the nodes."
  value       = aws_iam_role.cluster.name
}

output "cluster_role_arn" {
  description = "ARN of the role of the control plane."
  value       = aws_iam_role.cluster.arn
}

output "node_role_name" {
  description = "Name of the role of the nodes: in mode auto of all, in mode karpenter of the managed group."
  value       = aws_iam_role.node.name
}

output "node_role_arn" {
  description = "ARN of that role."
  value       = aws_iam_role.node.arn
}

output "kms_key_arn" {
  description = "ARN of the key of Kubernetes secrets and control-plane logs."
  value       = aws_kms_key.cluster.arn
}

output "volume_role_arn" {
  description = "ARN of the role that makes persistent volumes: of the EBS CSI driver, in mode auto of the control plane."
  value       = local.auto ? aws_iam_role.cluster.arn : aws_iam_role.addon["aws-ebs-csi-driver"].arn
}

output "nodes_kms_key_arn" {
  description = "ARN of the key of the nodes' disks."
  value       = aws_kms_key.nodes.arn
}

output "compute_mode" {
  description = "Who adds nodes: karpenter or auto."
  value       = terraform_data.compute_mode.output
}

output "kubernetes_version" {
  description = "Kubernetes minor version of the cluster."
  value       = aws_eks_cluster.this.version
}

output "addon_versions" {
  description = "Version of each EKS add-on; empty in mode auto, which brings its own."
  value       = local.addons
}
