# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Prefix of the name of every resource, 3 to 20 characters."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 20 lower case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

variable "tags" {
  description = "Tags of every resource; project is the one that costs are allocated by."
  type        = map(string)
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,64}$", var.tags["project"]))
    error_message = "tags must hold project, 1 to 64 letters, digits, dots, underscores and hyphens."
  }
}

variable "mode" {
  description = "What serves the index: none, domain or serverless (made here), or external (an Elastic or OpenSearch of yours)."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "domain", "serverless", "external"], var.mode)
    error_message = "mode must be none, domain, serverless or external."
  }
}

variable "vpc_id" {
  description = "VPC of the security group; asked for unless mode is none or external."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null ? true : can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, vpc- and 8 to 17 hexadecimal digits, or null."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the VPC, in at least 2 different zones; asked for unless mode is none or external."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) == 0 || (length(distinct(var.subnet_ids)) >= 2 && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))]))
    error_message = "subnet_ids must hold at least 2 different subnets, each subnet- and 8 to 17 hexadecimal digits, or none at all."
  }
}

variable "client_security_group_ids" {
  description = "Security groups that may connect, by what they are (a name of yours to the group's id)."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for id in values(var.client_security_group_ids) : can(regex("^sg-[0-9a-f]{8,17}$", id))])
    error_message = "client_security_group_ids must hold ids of security groups, sg- and 8 to 17 hexadecimal digits."
  }
}

variable "writer_role_arns" {
  description = "Roles that may make, fill and search the index (persist); what is not named may not even connect."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.writer_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "writer_role_arns must hold ARNs of IAM roles, without wildcards."
  }
}

variable "reader_role_arns" {
  description = "Roles that may only search the index (recall)."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.reader_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "reader_role_arns must hold ARNs of IAM roles, without wildcards."
  }
}

variable "engine_version" {
  description = "Version of OpenSearch of the domain."
  type        = string
  default     = "OpenSearch_3.1"
  nullable    = false

  validation {
    condition     = can(regex("^OpenSearch_(2\\.1[1-9]|3\\.[0-9]{1,2})$", var.engine_version))
    error_message = "engine_version must be OpenSearch_2.11 to OpenSearch_2.19 or OpenSearch_3 and a minor version."
  }
}

variable "instance_type" {
  description = "Type of the data nodes of the domain; a fixed cost."
  type        = string
  default     = "t3.small.search"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]+\\.[a-z0-9]+\\.search$", var.instance_type))
    error_message = "instance_type must be a type of OpenSearch Service, such as t3.small.search."
  }
}

variable "instances" {
  description = "Data nodes of the domain, 1 to 10; from 2 on in two zones."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.instances >= 1 && var.instances <= 10 && floor(var.instances) == var.instances
    error_message = "instances must be a whole number from 1 to 10."
  }
}

variable "volume_gib" {
  description = "Volume of each data node in GiB, 10 to 3072."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.volume_gib >= 10 && var.volume_gib <= 3072 && floor(var.volume_gib) == var.volume_gib
    error_message = "volume_gib must be a whole number from 10 to 3072."
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
    error_message = "external_url must be https://host or https://host:port, without path, user or password, or null."
  }
}

variable "log_retention_days" {
  description = "Days that the domain's logs are kept: 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 180, 365], var.log_retention_days)
    error_message = "log_retention_days must be 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365."
  }
}

variable "kms_deletion_window_days" {
  description = "Days between the order to delete the key and its end, 7 to 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.kms_deletion_window_days >= 7 && var.kms_deletion_window_days <= 30 && floor(var.kms_deletion_window_days) == var.kms_deletion_window_days
    error_message = "kms_deletion_window_days must be a whole number from 7 to 30."
  }
}
