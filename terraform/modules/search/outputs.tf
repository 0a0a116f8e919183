# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "url" {
  description = "Endpoint: MNEME_OPENSEARCH_URL; null if mode is none."
  value       = null
}

output "aws_service" {
  description = "How requests are signed: es, aoss, or null where they are not: MNEME_OPENSEARCH_AWS_SERVICE."
  value       = null
}

output "arn" {
  description = "ARN of the domain or collection, null in the other modes."
  value       = null
}

output "secrets" {
  description = "Where the key of an external engine is: key of the Secret to the ARN in Secrets Manager; no value."
  value       = {}
}

output "security_group_id" {
  description = "Security group of the engine, null in the other modes."
  value       = null
}

output "kms_key_arn" {
  description = "ARN of the key of the index, null if mode is none."
  value       = null
}
