# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "bucket" {
  description = "Name of the bucket: MNEME_S3_BUCKET."
  value       = null
}

output "bucket_arn" {
  description = "ARN of the bucket."
  value       = null
}

output "region" {
  description = "Region of the bucket: MNEME_S3_REGION."
  value       = null
}

output "kms_key_arn" {
  description = "ARN of the key that every object is encrypted with."
  value       = null
}
