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

variable "mode" {
  description = "Where documents are kept: none, documentdb (made here) or external (a MongoDB of yours)."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "documentdb", "external"], var.mode)
    error_message = "mode: expected none, documentdb or external; found ${jsonencode(var.mode)}."
  }
}

variable "vpc_id" {
  description = "VPC of the security group; asked for if mode is documentdb."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null ? true : can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "vpc_id: expected the id of a VPC, vpc- and 8 to 17 hexadecimal digits, or null; found ${jsonencode(var.vpc_id)}."
  }

  validation {
    condition     = var.mode != "documentdb" || var.vpc_id != null
    error_message = "vpc_id: expected the id of a VPC if mode is documentdb; found null."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the VPC, in at least 2 different zones; asked for if mode is documentdb."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) == 0 || (length(distinct(var.subnet_ids)) >= 2 && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))]))
    error_message = "subnet_ids: expected at least 2 different subnets, each subnet- and 8 to 17 hexadecimal digits, or none at all; found ${jsonencode(var.subnet_ids)}."
  }

  validation {
    condition     = var.mode != "documentdb" || length(var.subnet_ids) > 0
    error_message = "subnet_ids: expected at least 2 subnets if mode is documentdb; found none."
  }
}

variable "client_security_group_ids" {
  description = "Security groups that may connect, by what they are (a name of yours to the group's id)."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for id in values(var.client_security_group_ids) : can(regex("^sg-[0-9a-f]{8,17}$", id))])
    error_message = "client_security_group_ids: expected ids of security groups, sg- and 8 to 17 hexadecimal digits; found ${jsonencode(var.client_security_group_ids)}."
  }
}

variable "engine_version" {
  description = "Version of DocumentDB."
  type        = string
  default     = "5.0.0"
  nullable    = false

  validation {
    condition     = contains(["4.0.0", "5.0.0"], var.engine_version)
    error_message = "engine_version: expected 4.0.0 or 5.0.0; found ${jsonencode(var.engine_version)}."
  }
}

variable "instance_class" {
  description = "Class of each instance; a fixed cost, DocumentDB does not scale to zero."
  type        = string
  default     = "db.t4g.medium"
  nullable    = false

  validation {
    condition     = can(regex("^db\\.(t3|t4g|r5|r6g|r6gd|r8g)\\.[a-z0-9]+$", var.instance_class))
    error_message = "instance_class: expected a class of DocumentDB, db.t3, db.t4g, db.r5, db.r6g, db.r6gd or db.r8g and a size; found ${jsonencode(var.instance_class)}."
  }
}

variable "instances" {
  description = "Instances of the cluster: the writer and its standbys, 1 to 3."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.instances >= 1 && var.instances <= 3 && floor(var.instances) == var.instances
    error_message = "instances: expected a whole number from 1 to 3; found ${jsonencode(var.instances)}."
  }
}

variable "backup_retention_days" {
  description = "Days that backups are kept, 1 to 35."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35 && floor(var.backup_retention_days) == var.backup_retention_days
    error_message = "backup_retention_days: expected a whole number from 1 to 35; found ${jsonencode(var.backup_retention_days)}."
  }
}

variable "password_version" {
  description = "Number of the generation of DocumentDB's password; 1 to 1000000; a higher one makes a new one at the next apply."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.password_version >= 1 && var.password_version <= 1000000 && floor(var.password_version) == var.password_version
    error_message = "password_version: expected a whole number from 1 to 1000000; found ${jsonencode(var.password_version)}."
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
