# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Prefix of the name of every resource, name of the cluster and value of the tag project, 3 to 20 characters."
  type        = string
  default     = "mneme"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name: expected 3 to 20 lower case letters, digits and hyphens, beginning with a letter and not ending with a hyphen; found ${jsonencode(var.name)}."
  }
}

variable "region" {
  description = "Region of AWS, such as us-east-1."
  type        = string
  default     = "us-east-1"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: expected a region, such as us-east-1; found ${jsonencode(var.region)}."
  }
}

variable "availability_zones" {
  description = "Zones of the region, 2 or 3."
  type        = list(string)
  default     = ["us-east-1a", "us-east-1b", "us-east-1c"]
  nullable    = false

  validation {
    condition     = length(var.availability_zones) >= 2 && length(var.availability_zones) <= 3 && length(distinct(var.availability_zones)) == length(var.availability_zones)
    error_message = "availability_zones: expected 2 or 3 different zones; found ${jsonencode(var.availability_zones)}."
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

variable "max_gpus" {
  description = "Most GPUs at one time, 0 to 64: GPU_LIMIT, the limit of the GPU NodePool."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.max_gpus >= 0 && var.max_gpus <= 64 && floor(var.max_gpus) == var.max_gpus
    error_message = "max_gpus: expected a whole number from 0 to 64; found ${jsonencode(var.max_gpus)}."
  }
}

variable "max_loss_usd" {
  description = "Most that may be lost if everything goes wrong, in USD, 1 to 1000000; apply is refused where the worst case is more."
  type        = number
  default     = 2200
  nullable    = false

  validation {
    condition     = var.max_loss_usd >= 1 && var.max_loss_usd <= 1000000
    error_message = "max_loss_usd: expected a number from 1 to 1000000; found ${jsonencode(var.max_loss_usd)}."
  }
}

variable "monthly_budget_usd" {
  description = "Spend of a month in USD at which every launch of a node is denied, 1 to 1000000."
  type        = number
  default     = 1500
  nullable    = false

  validation {
    condition     = var.monthly_budget_usd >= 1 && var.monthly_budget_usd <= 1000000
    error_message = "monthly_budget_usd: expected a number from 1 to 1000000; found ${jsonencode(var.monthly_budget_usd)}."
  }
}

variable "subscriber_emails" {
  description = "Addresses that are told of budgets and alarms, 1 to 10."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subscriber_emails) >= 1 && length(var.subscriber_emails) <= 10 && alltrue([for address in var.subscriber_emails : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", address))])
    error_message = "subscriber_emails: expected 1 to 10 e-mail addresses; found ${jsonencode(var.subscriber_emails)}."
  }
}

variable "token_issuer" {
  description = "What tokens of users must name as their issuer, a URL."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[^ ]+$", var.token_issuer))
    error_message = "token_issuer: expected a URL that begins with https://; found ${jsonencode(var.token_issuer)}."
  }
}

variable "token_jwks_url" {
  description = "Public keys of that issuer, a URL."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[^ ]+$", var.token_jwks_url))
    error_message = "token_jwks_url: expected a URL that begins with https://; found ${jsonencode(var.token_jwks_url)}."
  }
}

variable "audit_contract" {
  description = "Address of the anchor contract on the chain; dev.mneme.audit.DeployContract prints it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^0x[0-9a-fA-F]{40}$", var.audit_contract))
    error_message = "audit_contract: expected 0x and 40 hexadecimal digits; found ${jsonencode(var.audit_contract)}."
  }
}

variable "generate_passwords" {
  description = "Whether passwords of the database roles are made at apply; they go to Secrets Manager and never to the state. A plan without AWS needs false."
  type        = bool
  default     = true
  nullable    = false
}

variable "document_mode" {
  description = "Where documents are kept: documentdb (made here) or external (a MongoDB of yours, its URI in a secret)."
  type        = string
  default     = "documentdb"
  nullable    = false

  validation {
    condition     = contains(["documentdb", "external"], var.document_mode)
    error_message = "document_mode: expected documentdb or external; found ${jsonencode(var.document_mode)}."
  }
}
