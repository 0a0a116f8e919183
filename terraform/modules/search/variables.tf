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
  description = "What serves the index: none, domain or serverless (made here), or external (an Elastic or OpenSearch of yours)."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "domain", "serverless", "external"], var.mode)
    error_message = "mode: expected none, domain, serverless or external; found ${jsonencode(var.mode)}."
  }
}

variable "vpc_id" {
  description = "VPC of the security group; asked for if mode is domain or serverless."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null ? true : can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "vpc_id: expected the id of a VPC, vpc- and 8 to 17 hexadecimal digits, or null; found ${jsonencode(var.vpc_id)}."
  }

  validation {
    condition     = !contains(["domain", "serverless"], var.mode) || var.vpc_id != null
    error_message = "vpc_id: expected the id of a VPC if mode is domain or serverless; found null."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the VPC, in at least 2 different zones; asked for if mode is domain or serverless."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) == 0 || (length(distinct(var.subnet_ids)) >= 2 && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))]))
    error_message = "subnet_ids: expected at least 2 different subnets, each subnet- and 8 to 17 hexadecimal digits, or none at all; found ${jsonencode(var.subnet_ids)}."
  }

  validation {
    condition     = !contains(["domain", "serverless"], var.mode) || length(var.subnet_ids) > 0
    error_message = "subnet_ids: expected at least 2 subnets if mode is domain or serverless; found none."
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

variable "writer_role_arns" {
  description = "Roles that may make, fill and search the index (persist); what is not named may not even connect."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.writer_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "writer_role_arns: expected ARNs of IAM roles, without wildcards; found ${jsonencode(var.writer_role_arns)}."
  }

  validation {
    condition     = !contains(["domain", "serverless"], var.mode) || length(var.writer_role_arns) > 0
    error_message = "writer_role_arns: expected at least one role if mode is domain or serverless; found none."
  }
}

variable "reader_role_arns" {
  description = "Roles that may only search the index (recall)."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.reader_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "reader_role_arns: expected ARNs of IAM roles, without wildcards; found ${jsonencode(var.reader_role_arns)}."
  }
}

variable "engine_version" {
  description = "Version of OpenSearch of the domain."
  type        = string
  default     = "OpenSearch_3.1"
  nullable    = false

  validation {
    condition     = can(regex("^OpenSearch_(2\\.1[1-9]|3\\.[0-9]{1,2})$", var.engine_version))
    error_message = "engine_version: expected OpenSearch_2.11 to OpenSearch_2.19 or OpenSearch_3 and a minor version; found ${jsonencode(var.engine_version)}."
  }
}

variable "instance_type" {
  description = "Type of the data nodes of the domain; a fixed cost."
  type        = string
  default     = "t3.small.search"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]+\\.[a-z0-9]+\\.search$", var.instance_type))
    error_message = "instance_type: expected a type of OpenSearch Service, such as t3.small.search; found ${jsonencode(var.instance_type)}."
  }
}

variable "instances" {
  description = "Data nodes of the domain: 1, or 2 to 10 and even, spread over two zones."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = contains([1, 2, 4, 6, 8, 10], var.instances)
    error_message = "instances: expected 1, 2, 4, 6, 8 or 10; found ${jsonencode(var.instances)}."
  }
}

variable "volume_gib" {
  description = "Volume of each data node in GiB, 10 to 3072."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.volume_gib >= 10 && var.volume_gib <= 3072 && floor(var.volume_gib) == var.volume_gib
    error_message = "volume_gib: expected a whole number from 10 to 3072; found ${jsonencode(var.volume_gib)}."
  }
}

variable "standby_replicas" {
  description = "Whether a serverless collection is kept in a second zone, at twice the price."
  type        = bool
  default     = false
  nullable    = false
}

variable "external_url" {
  description = "Endpoint of an external Elastic or OpenSearch, asked for if mode is external."
  type        = string
  default     = null

  validation {
    condition     = var.external_url == null ? true : can(regex("^https://[A-Za-z0-9.-]+(:[0-9]{2,5})?$", var.external_url))
    error_message = "external_url: expected https://host or https://host:port, without path, user or password, or null; found ${jsonencode(var.external_url)}."
  }

  validation {
    condition     = var.mode != "external" || var.external_url != null
    error_message = "external_url: expected an address if mode is external; found null."
  }
}

variable "log_retention_days" {
  description = "Days that the domain's logs are kept: 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 180, 365], var.log_retention_days)
    error_message = "log_retention_days: expected 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365; found ${jsonencode(var.log_retention_days)}."
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
