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

variable "cluster_name" {
  description = "Name of the EKS cluster; its Pod Identity agent must run before the first pod, which gets no credentials otherwise."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$", var.cluster_name))
    error_message = "cluster_name: expected 1 to 100 letters, digits, underscores and hyphens, beginning with a letter or digit; found ${jsonencode(var.cluster_name)}."
  }
}

variable "namespace" {
  description = "Namespace of the functions."
  type        = string
  default     = "mneme"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "namespace: expected a DNS label: 1 to 63 lower case letters, digits and inner hyphens; found ${jsonencode(var.namespace)}."
  }
}

variable "bucket_arn" {
  description = "ARN of the bucket, whose keys are <tenant>/<user>/audio, memories and models."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_arn))
    error_message = "bucket_arn: expected the ARN of one bucket, without wildcards; found ${jsonencode(var.bucket_arn)}."
  }
}

variable "bucket_kms_key_arn" {
  description = "ARN of the key that objects of the bucket are encrypted with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.bucket_kms_key_arn))
    error_message = "bucket_kms_key_arn: expected the ARN of one KMS key, without wildcards; found ${jsonencode(var.bucket_kms_key_arn)}."
  }
}

variable "search_arn" {
  description = "ARN of the OpenSearch domain or serverless collection that persist and recall sign requests to; null if there is none."
  type        = string
  default     = null

  validation {
    condition     = var.search_arn == null ? true : can(regex("^arn:aws[a-z-]*:(es:[a-z0-9-]+:[0-9]{12}:domain/[a-z][a-z0-9-]{2,27}|aoss:[a-z0-9-]+:[0-9]{12}:collection/[a-z0-9]{3,40})$", var.search_arn))
    error_message = "search_arn: expected the ARN of one OpenSearch domain or collection, without wildcards, or null; found ${jsonencode(var.search_arn)}."
  }
}

variable "secrets" {
  description = "Secrets of other modules: key of Secret mneme-platform to the ARN in Secrets Manager, of its KMS key, and the key in it if it is JSON."
  type        = map(object({ arn = string, kms_key_arn = string, json_key = optional(string) }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for secret in values(var.secrets) : can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$", secret.arn)) && can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", secret.kms_key_arn))])
    error_message = "secrets: expected ARNs of one secret and of one KMS key each, without wildcards; found ${jsonencode(var.secrets)}."
  }

  validation {
    condition     = length(setsubtract(keys(var.secrets), local.known_secrets)) == 0
    error_message = "secrets: expected keys that a function reads: ${join(", ", local.known_secrets)}; found ${jsonencode(var.secrets)}."
  }
}

variable "secret_recovery_days" {
  description = "Days in which a deleted secret can be brought back, 7 to 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.secret_recovery_days >= 7 && var.secret_recovery_days <= 30 && floor(var.secret_recovery_days) == var.secret_recovery_days
    error_message = "secret_recovery_days: expected a whole number from 7 to 30; found ${jsonencode(var.secret_recovery_days)}."
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
