# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "repository_prefix" {
  description = "Where the images lie: `<prefix>/mneme-<image>` is one repository."
  value       = format("%s.dkr.ecr.%s.amazonaws.com/%s", data.aws_caller_identity.current.account_id, data.aws_region.current.name, var.name)
}

output "repository_urls" {
  description = "URL of each image's repository, by name of the image."
  value       = { for image, repository in aws_ecr_repository.image : image => repository.repository_url }
}

output "repository_arns" {
  description = "ARN of each image's repository, by name of the image."
  value       = { for image, repository in aws_ecr_repository.image : image => repository.arn }
}

output "gpu_snapshot_id" {
  description = "EBS snapshot with pre-pulled GPU images for the NodeClass; null if there is none."
  value       = var.gpu_snapshot_id
}
