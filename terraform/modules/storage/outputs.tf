# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "bucket" {
  description = "Name of the bucket: MNEME_S3_BUCKET."
  value       = aws_s3_bucket.this.bucket
}

output "bucket_arn" {
  description = "ARN of the bucket."
  value       = local.bucket_arn
}

output "region" {
  description = "Region of the bucket: MNEME_S3_REGION."
  value       = local.region
}

output "kms_key_arn" {
  description = "ARN of the key that every object is encrypted with."
  value       = aws_kms_key.this.arn
}
