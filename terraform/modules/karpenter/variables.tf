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
  description = "Name of the EKS cluster."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$", var.cluster_name))
    error_message = "cluster_name: expected 1 to 100 letters, digits, underscores and hyphens, beginning with a letter or digit; found ${jsonencode(var.cluster_name)}."
  }
}

variable "namespace" {
  description = "Namespace of the controller."
  type        = string
  default     = "karpenter"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "namespace: expected a DNS label: 1 to 63 lower case letters, digits and inner hyphens; found ${jsonencode(var.namespace)}."
  }
}

variable "service_account" {
  description = "ServiceAccount of the controller."
  type        = string
  default     = "karpenter"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.service_account))
    error_message = "service_account: expected a DNS label: 1 to 63 lower case letters, digits and inner hyphens; found ${jsonencode(var.service_account)}."
  }
}

variable "gpu_instance_types" {
  description = "The only types with a GPU that the controller may start, each with exactly 1 GPU: so a limit on GPUs is a limit on nodes, and the price of the bound is the dearest."
  type        = set(string)
  default     = ["g4dn.xlarge", "g5.xlarge", "g6.xlarge"]
  nullable    = false

  validation {
    condition     = length(var.gpu_instance_types) > 0 && alltrue([for type in var.gpu_instance_types : can(regex("^(g4dn|g5|g6|g6e)\\.(xlarge|2xlarge|4xlarge|8xlarge)$", type))])
    error_message = "gpu_instance_types: expected at least one type with 1 GPU: g4dn, g5, g6 or g6e, xlarge to 8xlarge; found ${jsonencode(var.gpu_instance_types)}."
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
