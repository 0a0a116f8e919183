# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "role_arns" {
  description = "ARN of each function's role, by function."
  value       = { for function, role in aws_iam_role.function : function => role.arn }
}

output "associations" {
  description = "Namespace and ServiceAccount that take each role, by function."
  value       = { for function, association in aws_eks_pod_identity_association.function : function => { namespace = association.namespace, service_account = association.service_account } }
}

output "secrets" {
  description = "All secrets, those of other modules too: key of Secret mneme-platform to the ARN in Secrets Manager, of its KMS key, and the key in it if it is JSON; no value."
  value       = local.secrets
}

output "kms_key_arn" {
  description = "ARN of the key of these secrets."
  value       = aws_kms_key.secrets.arn
}
