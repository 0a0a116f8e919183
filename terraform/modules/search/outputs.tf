# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "url" {
  description = "Endpoint: MNEME_OPENSEARCH_URL; null if mode is none."
  value = {
    none       = null
    domain     = one([for domain in aws_opensearch_domain.this : "https://${domain.endpoint}"])
    serverless = one(aws_opensearchserverless_collection.this[*].collection_endpoint)
    external   = var.external_url
  }[var.mode]
}

output "aws_service" {
  description = "How requests are signed, MNEME_OPENSEARCH_AWS_SERVICE: es, aoss, or null where they are not."
  value       = { none = null, domain = "es", serverless = "aoss", external = null }[var.mode]
}

output "domain_arn" {
  description = "ARN of the domain, null in the other modes."
  value       = local.domain ? local.domain_arn : null
}

output "collection_arn" {
  description = "ARN of the collection, null in the other modes."
  value       = one(aws_opensearchserverless_collection.this[*].arn)
}

output "secrets" {
  description = "Where the key of an external engine is: key of the Secret to the ARN in Secrets Manager, the key in it if it is JSON, and the KMS key; no value, empty in the other modes."
  value = {
    for secret in aws_secretsmanager_secret.api_key : "MNEME_SEARCH_API_KEY" => {
      arn         = secret.arn
      json_key    = null
      kms_key_arn = secret.kms_key_id
    }
  }
}

output "security_group_id" {
  description = "Security group of the engine, null in modes none and external."
  value       = one(aws_security_group.this[*].id)
}

output "kms_key_arn" {
  description = "ARN of the key of the index, null if mode is none."
  value       = one(aws_kms_key.this[*].arn)
}
