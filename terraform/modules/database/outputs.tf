# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "endpoint" {
  description = "Host name of the writer."
  value       = null
}

output "port" {
  description = "Port of the database."
  value       = null
}

output "jdbc_url" {
  description = "URL for the functions: MNEME_POSTGRES_URL; the certificate and host name of the server are checked."
  value       = null
}

output "owner_user" {
  description = "Name of the owning user: MNEME_POSTGRES_OWNER_USER."
  value       = null
}

output "secrets" {
  description = "Where the passwords are: key of the Secret to the ARN in Secrets Manager and, if the secret is JSON, its key; no value."
  value       = {}
}

output "security_group_id" {
  description = "Security group of the database."
  value       = null
}

output "cluster_arn" {
  description = "ARN of the cluster."
  value       = null
}

output "kms_key_arn" {
  description = "ARN of the key of the database and its secrets."
  value       = null
}
