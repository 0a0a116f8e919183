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

variable "vpc_id" {
  description = "VPC of the security group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "vpc_id: expected the id of a VPC, vpc- and 8 to 17 hexadecimal digits; found ${jsonencode(var.vpc_id)}."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the VPC, in at least 2 different zones."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(distinct(var.subnet_ids)) >= 2 && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))])
    error_message = "subnet_ids: expected at least 2 different subnets, each subnet- and 8 to 17 hexadecimal digits; found ${jsonencode(var.subnet_ids)}."
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

variable "database_name" {
  description = "Name of the database."
  type        = string
  default     = "mneme"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_name))
    error_message = "database_name: expected 1 to 63 lower case letters, digits and underscores, beginning with a letter; found ${jsonencode(var.database_name)}."
  }
}

variable "engine_version" {
  description = "Version of Aurora PostgreSQL, major and minor; pausing at zero needs 16.3 or newer."
  type        = string
  default     = "17.5"
  nullable    = false

  validation {
    condition     = can(regex("^(16\\.([3-9]|[1-9][0-9])|1[7-9]\\.[0-9]{1,2})$", var.engine_version))
    error_message = "engine_version: expected 16.3 or newer of Aurora PostgreSQL 16 to 19, as major.minor; found ${jsonencode(var.engine_version)}."
  }
}

variable "min_capacity" {
  description = "Least capacity in ACU (1 ACU is 2 GiB of memory), 0 to 256 in halves; 0 lets the database pause."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.min_capacity >= 0 && var.min_capacity <= 256 && floor(var.min_capacity * 2) == var.min_capacity * 2
    error_message = "min_capacity: expected 0 to 256 in steps of 0.5; found ${jsonencode(var.min_capacity)}."
  }
}

variable "max_capacity" {
  description = "Most capacity in ACU, 1 to 256 in halves, at least min_capacity; a term of the cost bound."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.max_capacity >= 1 && var.max_capacity <= 256 && floor(var.max_capacity * 2) == var.max_capacity * 2 && var.max_capacity >= var.min_capacity
    error_message = "max_capacity: expected 1 to 256 in steps of 0.5, and at least min_capacity; found ${jsonencode(var.max_capacity)}."
  }
}

variable "auto_pause_seconds" {
  description = "Seconds without a connection after which the database pauses, 300 to 86400; without effect unless min_capacity is 0."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.auto_pause_seconds >= 300 && var.auto_pause_seconds <= 86400 && floor(var.auto_pause_seconds) == var.auto_pause_seconds
    error_message = "auto_pause_seconds: expected a whole number from 300 to 86400; found ${jsonencode(var.auto_pause_seconds)}."
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

variable "ca_path" {
  description = "Where the functions find the certificates of RDS (its global bundle), an absolute path in the container."
  type        = string
  default     = "/etc/mneme/authorities/postgres.pem"
  nullable    = false

  validation {
    condition     = can(regex("^/[A-Za-z0-9._/-]+$", var.ca_path))
    error_message = "ca_path: expected an absolute path of letters, digits, dots, underscores, hyphens and slashes; found ${jsonencode(var.ca_path)}."
  }
}

variable "generate_passwords" {
  description = "Whether the passwords of the functions' roles are made at apply; they go to Secrets Manager and never to the state. False leaves the secrets empty, to be filled by you."
  type        = bool
  default     = true
  nullable    = false
}

variable "passwords_version" {
  description = "Number of the generation of the function roles' passwords; 1 to 1000000; a higher one makes new ones at the next apply."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.passwords_version >= 1 && var.passwords_version <= 1000000 && floor(var.passwords_version) == var.passwords_version
    error_message = "passwords_version: expected a whole number from 1 to 1000000; found ${jsonencode(var.passwords_version)}."
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
