# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "secrets" {
  description = "Where the connection is: key of the Secret to the ARN in Secrets Manager and, if the secret is JSON, its key; no value, empty if mode is none."
  value       = {}
}

output "security_group_id" {
  description = "Security group of DocumentDB, null in the other modes."
  value       = null
}

output "kms_key_arn" {
  description = "ARN of the key of the documents and their secret, null if mode is none."
  value       = null
}
