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
    error_message = "tags: expected the key project with a value of 1 to 64 letters, digits, dots, underscores and hyphens; found ${jsonencode(var.tags)}."
  }
}

variable "bucket_name" {
  description = "Name of the bucket, unique in the world; null makes one of name, account and region."
  type        = string
  default     = null

  validation {
    condition     = var.bucket_name == null ? true : can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name: expected 3 to 63 lower case letters, digits and hyphens, or null; found ${jsonencode(var.bucket_name)}."
  }
}

variable "noncurrent_days" {
  description = "Days that an overwritten or deleted object can still be brought back; what a person had forgotten is gone after them. 1 to 365."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.noncurrent_days >= 1 && var.noncurrent_days <= 365 && floor(var.noncurrent_days) == var.noncurrent_days
    error_message = "noncurrent_days: expected a whole number from 1 to 365; found ${jsonencode(var.noncurrent_days)}."
  }
}

variable "infrequent_access_days" {
  description = "Days after which objects move to infrequent access, 30 to 3650; 0 never moves them."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.infrequent_access_days == 0 || (var.infrequent_access_days >= 30 && var.infrequent_access_days <= 3650 && floor(var.infrequent_access_days) == var.infrequent_access_days)
    error_message = "infrequent_access_days: expected 0 or a whole number from 30 to 3650; found ${jsonencode(var.infrequent_access_days)}."
  }
}

variable "kms_deletion_window_days" {
  description = "Days between the order to delete the key and its end, 7 to 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.kms_deletion_window_days >= 7 && var.kms_deletion_window_days <= 30 && floor(var.kms_deletion_window_days) == var.kms_deletion_window_days
    error_message = "kms_deletion_window_days: expected a whole number from 7 to 30; found ${jsonencode(var.kms_deletion_window_days)}."
  }
}
