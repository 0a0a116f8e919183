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

variable "kubernetes_version" {
  description = "Minor version of Kubernetes; raise it by one at a time. It chooses the versions of the add-ons, which are in addons.tf."
  type        = string
  default     = "1.35"
  nullable    = false

  validation {
    condition     = contains(keys(local.addon_versions), var.kubernetes_version)
    error_message = "kubernetes_version: expected one of ${join(", ", keys(local.addon_versions))}; found ${jsonencode(var.kubernetes_version)}."
  }
}

variable "compute_mode" {
  description = "Who starts nodes: karpenter (a controller in the cluster) or auto (EKS Auto Mode). Immutable: another mode is another cluster."
  type        = string
  default     = "karpenter"
  nullable    = false

  validation {
    condition     = contains(["karpenter", "auto"], var.compute_mode)
    error_message = "compute_mode: expected karpenter or auto; found ${jsonencode(var.compute_mode)}."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the nodes and of the control plane, in at least 2 different zones."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(distinct(var.subnet_ids)) >= 2 && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))])
    error_message = "subnet_ids: expected at least 2 different subnets, each subnet- and 8 to 17 hexadecimal digits; found ${jsonencode(var.subnet_ids)}."
  }
}

variable "public_access_cidrs" {
  description = "Addresses that may reach the Kubernetes API from the internet, as IPv4 CIDR blocks of prefix length 16 to 32; none keeps it private."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.public_access_cidrs : can(cidrnetmask(cidr)) && try(tonumber(split("/", cidr)[1]) >= 16, false)])
    error_message = "public_access_cidrs: expected IPv4 CIDR blocks of prefix length 16 to 32; found ${jsonencode(var.public_access_cidrs)}."
  }
}

variable "admin_arns" {
  description = "Roles and users of IAM that administer the cluster, at least 1."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.admin_arns) > 0 && alltrue([for arn in var.admin_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "admin_arns: expected at least one ARN of an IAM role or user, without wildcards; found ${jsonencode(var.admin_arns)}."
  }
}

variable "gpu_instance_types" {
  description = "The only types with a GPU that mode auto may start, each with exactly 1 GPU, at least one; without effect in mode karpenter, whose controller has a role of its own."
  type        = set(string)
  default     = ["g4dn.xlarge", "g5.xlarge", "g6.xlarge"]
  nullable    = false

  validation {
    condition     = length(var.gpu_instance_types) > 0 && alltrue([for type in var.gpu_instance_types : can(regex("^(g4dn|g5|g6|g6e)\\.(xlarge|2xlarge|4xlarge|8xlarge)$", type))])
    error_message = "gpu_instance_types: expected at least one type with 1 GPU: g4dn, g5, g6 or g6e, xlarge to 8xlarge; found ${jsonencode(var.gpu_instance_types)}."
  }
}

variable "system_instance_type" {
  description = "Type of the managed nodes that carry the controllers in mode karpenter, of family c, m, r or t; without effect in mode auto."
  type        = string
  default     = "t3.large"
  nullable    = false

  validation {
    condition     = can(regex("^[cmrt][0-9][a-z]*\\.[0-9a-z]+$", var.system_instance_type))
    error_message = "system_instance_type: expected of family c, m, r or t, such as t3.large; found ${jsonencode(var.system_instance_type)}."
  }
}

variable "system_node_count" {
  description = "How many of these nodes there are, 1 to 10: the group never grows by itself."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.system_node_count >= 1 && var.system_node_count <= 10 && floor(var.system_node_count) == var.system_node_count
    error_message = "system_node_count: expected a whole number from 1 to 10; found ${jsonencode(var.system_node_count)}."
  }
}

variable "system_disk_gib" {
  description = "Disk of each of these nodes in GiB, 20 to 500."
  type        = number
  default     = 40
  nullable    = false

  validation {
    condition     = var.system_disk_gib >= 20 && var.system_disk_gib <= 500 && floor(var.system_disk_gib) == var.system_disk_gib
    error_message = "system_disk_gib: expected a whole number from 20 to 500; found ${jsonencode(var.system_disk_gib)}."
  }
}

variable "log_retention_days" {
  description = "Days that logs of the control plane are kept: 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 180, 365], var.log_retention_days)
    error_message = "log_retention_days: expected 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365; found ${jsonencode(var.log_retention_days)}."
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
