# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "endpoint" {
  description = "Host name of the writer."
  value       = aws_rds_cluster.this.endpoint
}

output "port" {
  description = "Port of the database."
  value       = local.port
}

output "jdbc_url" {
  description = "URL for the functions: MNEME_POSTGRES_URL; the certificate and the host name of the server are checked."
  value       = "jdbc:postgresql://${aws_rds_cluster.this.endpoint}:${local.port}/${var.database_name}?sslmode=verify-full&sslrootcert=${var.ca_path}"
}

output "owner_user" {
  description = "User that owns the database: MNEME_POSTGRES_OWNER_USER."
  value       = local.owner_user
}

output "secrets" {
  description = "Where the passwords are: key of the Secret to the ARN in Secrets Manager, the key in it if it is JSON, and the KMS key; no value."
  value = merge(
    {
      MNEME_POSTGRES_OWNER_PASSWORD = {
        arn         = aws_rds_cluster.this.master_user_secret[0].secret_arn
        json_key    = "password"
        kms_key_arn = aws_kms_key.this.arn
      }
    },
    {
      for role in local.roles : "MNEME_POSTGRES_PASSWORD_${upper(role)}" => {
        arn         = aws_secretsmanager_secret.role[role].arn
        json_key    = null
        kms_key_arn = aws_kms_key.this.arn
      }
    },
  )
}

output "security_group_id" {
  description = "Security group of the database."
  value       = aws_security_group.this.id
}

output "cluster_arn" {
  description = "ARN of the cluster."
  value       = aws_rds_cluster.this.arn
}

output "kms_key_arn" {
  description = "ARN of the key of the database and its secrets."
  value       = aws_kms_key.this.arn
}
