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

variable "volume_iops" {
  description = "Operations a second of each volume of JetStream (gp3), 3000 to 16000."
  type        = number
  default     = 3000
  nullable    = false

  validation {
    condition     = var.volume_iops >= 3000 && var.volume_iops <= 16000 && floor(var.volume_iops) == var.volume_iops
    error_message = "volume_iops: expected a whole number from 3000 to 16000; found ${jsonencode(var.volume_iops)}."
  }
}

variable "volume_throughput_mib" {
  description = "Throughput of each volume of JetStream (gp3) in MiB a second, 125 to 1000."
  type        = number
  default     = 125
  nullable    = false

  validation {
    condition     = var.volume_throughput_mib >= 125 && var.volume_throughput_mib <= 1000 && floor(var.volume_throughput_mib) == var.volume_throughput_mib
    error_message = "volume_throughput_mib: expected a whole number from 125 to 1000; found ${jsonencode(var.volume_throughput_mib)}."
  }
}

variable "leaf_nodes" {
  description = "Whether leaf nodes outside the cluster may connect, through a network load balancer."
  type        = bool
  default     = false
  nullable    = false
}

variable "leaf_nodes_public" {
  description = "Whether that load balancer has a public address; otherwise it is reached from the VPC and its peers alone."
  type        = bool
  default     = false
  nullable    = false
}

variable "leaf_node_cidrs" {
  description = "Addresses that leaf nodes connect from, as IPv4 CIDR blocks; asked for if leaf_nodes is true."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.leaf_node_cidrs : can(cidrnetmask(cidr)) && try(tonumber(split("/", cidr)[1]) >= 8, false)])
    error_message = "leaf_node_cidrs: expected IPv4 CIDR blocks of prefix length 8 to 32; found ${jsonencode(var.leaf_node_cidrs)}."
  }

  validation {
    condition     = !var.leaf_nodes || length(var.leaf_node_cidrs) > 0
    error_message = "leaf_node_cidrs: expected at least one CIDR block if leaf_nodes is true; found none."
  }
}

variable "vpc_id" {
  description = "VPC of the load balancer, asked for if leaf_nodes is true."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null ? true : can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "vpc_id: expected the id of a VPC, vpc- and 8 to 17 hexadecimal digits, or null; found ${jsonencode(var.vpc_id)}."
  }

  validation {
    condition     = !var.leaf_nodes || var.vpc_id != null
    error_message = "vpc_id: expected the id of a VPC if leaf_nodes is true; found null."
  }
}

variable "subnet_ids" {
  description = "Subnets of the load balancer, public ones if leaf_nodes_public is true; asked for if leaf_nodes is true."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(distinct(var.subnet_ids)) == length(var.subnet_ids) && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))])
    error_message = "subnet_ids: expected different subnets, each subnet- and 8 to 17 hexadecimal digits; found ${jsonencode(var.subnet_ids)}."
  }

  validation {
    condition     = !var.leaf_nodes || length(var.subnet_ids) > 0
    error_message = "subnet_ids: expected at least one subnet if leaf_nodes is true; found none."
  }
}

variable "server_security_group_id" {
  description = "Security group of the nodes that NATS runs on, asked for if leaf_nodes is true."
  type        = string
  default     = null

  validation {
    condition     = var.server_security_group_id == null ? true : can(regex("^sg-[0-9a-f]{8,17}$", var.server_security_group_id))
    error_message = "server_security_group_id: expected the id of a security group, sg- and 8 to 17 hexadecimal digits, or null; found ${jsonencode(var.server_security_group_id)}."
  }

  validation {
    condition     = !var.leaf_nodes || var.server_security_group_id != null
    error_message = "server_security_group_id: expected the id of a security group if leaf_nodes is true; found null."
  }
}

variable "leaf_node_port" {
  description = "Port of NATS for leaf nodes, at the load balancer and at the servers, 1024 to 65535."
  type        = number
  default     = 7422
  nullable    = false

  validation {
    condition     = var.leaf_node_port >= 1024 && var.leaf_node_port <= 65535 && floor(var.leaf_node_port) == var.leaf_node_port
    error_message = "leaf_node_port: expected a whole number from 1024 to 65535; found ${jsonencode(var.leaf_node_port)}."
  }
}

variable "ebs_csi_role_arn" {
  description = "Role of the EBS CSI driver, which encrypts the volumes; null leaves the grant to you."
  type        = string
  default     = null

  validation {
    condition     = var.ebs_csi_role_arn == null ? true : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", var.ebs_csi_role_arn))
    error_message = "ebs_csi_role_arn: expected the ARN of an IAM role, without wildcards, or null; found ${jsonencode(var.ebs_csi_role_arn)}."
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
