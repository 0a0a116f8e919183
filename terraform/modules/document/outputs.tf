# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "secrets" {
  description = "Where the connection is: key of the Secret to the ARN in Secrets Manager, the key in it if it is JSON, and the KMS key; no value, empty if mode is none."
  value = {
    for secret in aws_secretsmanager_secret.uri : "MNEME_MONGODB_URI" => {
      arn         = secret.arn
      json_key    = null
      kms_key_arn = secret.kms_key_id
    }
  }
}

output "security_group_id" {
  description = "Security group of DocumentDB, null in the other modes."
  value       = one(aws_security_group.this[*].id)
}

output "kms_key_arn" {
  description = "ARN of the key of the documents and their secret, null if mode is none."
  value       = one(aws_kms_key.this[*].arn)
}
