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

variable "vpc_cidr" {
  description = "Addresses of the VPC, a private IPv4 block of prefix length 16 to 20. Private subnets take a quarter of it each, public ones a 64th."
  type        = string
  default     = "10.40.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) && can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.).*/(1[6-9]|20)$", var.vpc_cidr))
    error_message = "vpc_cidr: expected a private IPv4 block of prefix length 16 to 20, such as 10.40.0.0/16; found ${jsonencode(var.vpc_cidr)}."
  }
}

variable "availability_zones" {
  description = "Zones of the region, 2 or 3; EKS and Aurora need two."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.availability_zones) >= 2 && length(var.availability_zones) <= 3 && length(distinct(var.availability_zones)) == length(var.availability_zones)
    error_message = "availability_zones: expected 2 or 3 different zones; found ${jsonencode(var.availability_zones)}."
  }

  validation {
    condition     = alltrue([for zone in var.availability_zones : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", zone))])
    error_message = "availability_zones: expected names of zones, such as eu-central-1a; found ${jsonencode(var.availability_zones)}."
  }
}

variable "nat_mode" {
  description = "How private subnets reach the internet: single (one NAT gateway for all zones), per_zone (one in each), or none (through interface_endpoints alone)."
  type        = string
  default     = "single"
  nullable    = false

  validation {
    condition     = contains(["single", "per_zone", "none"], var.nat_mode)
    error_message = "nat_mode: expected single, per_zone or none; found ${jsonencode(var.nat_mode)}."
  }
}

variable "interface_endpoints" {
  description = "Services of AWS that are reached without NAT, such as ecr.api; each costs by the hour in each zone. S3 has a gateway endpoint in any case, which costs nothing."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for service in var.interface_endpoints : can(regex("^[a-z0-9]+([.-][a-z0-9]+)*$", service)) && service != "s3"])
    error_message = "interface_endpoints: expected names of services other than s3, such as ecr.api, ecr.dkr or sts; found ${jsonencode(var.interface_endpoints)}."
  }

  validation {
    condition     = var.nat_mode != "none" || length(setsubtract(["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "sqs", "ssm", "sts"], var.interface_endpoints)) == 0
    error_message = "interface_endpoints: expected at least ec2, ecr.api, ecr.dkr, eks, eks-auth, logs, sqs, ssm and sts if nat_mode is none: no node starts without them; found ${jsonencode(var.interface_endpoints)}."
  }
}

variable "log_retention_days" {
  description = "Days that flow logs are kept: 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365."
  type        = number
  default     = 14
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
