# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Prefix of the name of every resource, 3 to 20 characters."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name: expected 3 to 20 lower case letters, digits and hyphens, beginning with a letter and not ending with a hyphen; found ${jsonencode(var.name)}."
  }
}

variable "tags" {
  description = "Tags of every resource; project is the one that costs are allocated by."
  type        = map(string)
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,64}$", var.tags["project"]))
    error_message = "tags: expected project, 1 to 64 letters, digits, dots, underscores and hyphens; found ${jsonencode(var.tags)}."
  }
}

variable "images" {
  description = "Names of the images; each has a repository <name>/mneme-<image>."
  type        = set(string)
  default     = ["audit", "capture", "classify", "persist", "recall", "source", "speech-model", "train", "transcribe"]
  nullable    = false

  validation {
    condition     = length(var.images) > 0 && alltrue([for image in var.images : can(regex("^[a-z][a-z0-9-]{0,30}$", image))])
    error_message = "images: expected at least one name of 1 to 31 lower case letters, digits and hyphens, beginning with a letter; found ${jsonencode(var.images)}."
  }
}

variable "kept_images" {
  description = "How many of the newest images each repository keeps, 2 to 1000."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.kept_images >= 2 && var.kept_images <= 1000 && floor(var.kept_images) == var.kept_images
    error_message = "kept_images: expected a whole number from 2 to 1000; found ${jsonencode(var.kept_images)}."
  }
}

variable "untagged_days" {
  description = "Days after which an image without a tag is deleted, 1 to 365."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.untagged_days >= 1 && var.untagged_days <= 365 && floor(var.untagged_days) == var.untagged_days
    error_message = "untagged_days: expected a whole number from 1 to 365; found ${jsonencode(var.untagged_days)}."
  }
}

variable "gpu_snapshot_id" {
  description = "EBS snapshot with pulled GPU images, which the disks of GPU nodes start from; null pulls them at each start."
  type        = string
  default     = null

  validation {
    condition     = var.gpu_snapshot_id == null ? true : can(regex("^snap-[0-9a-f]{8,17}$", var.gpu_snapshot_id))
    error_message = "gpu_snapshot_id: expected snap- and 8 to 17 hexadecimal digits, or null; found ${jsonencode(var.gpu_snapshot_id)}."
  }
}

variable "kms_deletion_window_days" {
  description = "Days between the order to delete a key and its end, 7 to 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.kms_deletion_window_days >= 7 && var.kms_deletion_window_days <= 30 && floor(var.kms_deletion_window_days) == var.kms_deletion_window_days
    error_message = "kms_deletion_window_days: expected a whole number from 7 to 30; found ${jsonencode(var.kms_deletion_window_days)}."
  }
}
