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

variable "max_gpus" {
  description = "Most GPUs at one time, 0 to 64; equal to the limit nvidia.com/gpu of the one GPU NodePool."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.max_gpus >= 0 && var.max_gpus <= 64 && floor(var.max_gpus) == var.max_gpus
    error_message = "max_gpus: expected a whole number from 0 to 64; found ${jsonencode(var.max_gpus)}."
  }
}

variable "gpu_usd_per_hour" {
  description = "Price of one GPU for an hour in USD, of the dearest instance type that the NodePool may start, 0.05 to 200."
  type        = number
  nullable    = false

  validation {
    condition     = var.gpu_usd_per_hour >= 0.05 && var.gpu_usd_per_hour <= 200
    error_message = "gpu_usd_per_hour: expected a number from 0.05 to 200; found ${jsonencode(var.gpu_usd_per_hour)}."
  }
}

variable "price_date" {
  description = "Day on which the prices were read, YYYY-MM-DD."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", var.price_date)) && can(formatdate("YYYY-MM-DD", format("%sT00:00:00Z", var.price_date)))
    error_message = "price_date: expected a day, YYYY-MM-DD; found ${jsonencode(var.price_date)}."
  }
}

variable "price_source" {
  description = "Where the prices were read, a URL."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[^ ]+$", var.price_source))
    error_message = "price_source: expected a URL that begins with https://; found ${jsonencode(var.price_source)}."
  }
}

variable "budget_latency_hours" {
  description = "Hours from spending to the budget acting on it, 12 to 48: AWS bills with a delay of 8 to 12 hours."
  type        = number
  default     = 12
  nullable    = false

  validation {
    condition     = var.budget_latency_hours >= 12 && var.budget_latency_hours <= 48 && floor(var.budget_latency_hours) == var.budget_latency_hours
    error_message = "budget_latency_hours: expected a whole number from 12 to 48; found ${jsonencode(var.budget_latency_hours)}."
  }
}

variable "gpu_vcpus" {
  description = "vCPUs that come with one GPU on that instance type, 1 to 192; the rate of spend is told from the vCPUs that AWS counts."
  type        = number
  default     = 4
  nullable    = false

  validation {
    condition     = var.gpu_vcpus >= 1 && var.gpu_vcpus <= 192 && floor(var.gpu_vcpus) == var.gpu_vcpus
    error_message = "gpu_vcpus: expected a whole number from 1 to 192; found ${jsonencode(var.gpu_vcpus)}."
  }
}

variable "gpu_drain_hours" {
  description = "Hours that a running GPU node lives on after launches are denied, 0 to 720: expireAfter and terminationGracePeriod of the GPU NodePool."
  type        = number
  nullable    = false

  validation {
    condition     = var.gpu_drain_hours >= 0 && var.gpu_drain_hours <= 720
    error_message = "gpu_drain_hours: expected a number from 0 to 720; found ${jsonencode(var.gpu_drain_hours)}."
  }
}

variable "gpu_threshold_percent" {
  description = "Share of the month's budget in percent at which GPU launches are denied, 1 to 100; at 100 every launch of a node is."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.gpu_threshold_percent >= 1 && var.gpu_threshold_percent <= 100
    error_message = "gpu_threshold_percent: expected a number from 1 to 100; found ${jsonencode(var.gpu_threshold_percent)}."
  }
}

variable "fixed_usd_per_month" {
  description = "What costs money when nothing runs, in USD a month, by what it is."
  type        = map(number)
  nullable    = false

  validation {
    condition     = length(var.fixed_usd_per_month) > 0 && alltrue([for usd in values(var.fixed_usd_per_month) : usd >= 0 && usd <= 100000])
    error_message = "fixed_usd_per_month: expected at least one part, each 0 to 100000 USD; found ${jsonencode(var.fixed_usd_per_month)}."
  }
}

variable "max_loss_usd" {
  description = "Most that may be lost if everything goes wrong, in USD, 1 to 1000000; apply is refused where the worst case is more."
  type        = number
  nullable    = false

  validation {
    condition     = var.max_loss_usd >= 1 && var.max_loss_usd <= 1000000
    error_message = "max_loss_usd: expected a number from 1 to 1000000; found ${jsonencode(var.max_loss_usd)}."
  }
}

variable "monthly_budget_usd" {
  description = "Spend of a month in USD at which every launch of a node is denied, 1 to 1000000."
  type        = number
  nullable    = false

  validation {
    condition     = var.monthly_budget_usd >= 1 && var.monthly_budget_usd <= 1000000
    error_message = "monthly_budget_usd: expected a number from 1 to 1000000; found ${jsonencode(var.monthly_budget_usd)}."
  }
}

variable "daily_budget_usd" {
  description = "Spend of a day in USD that is told to the subscribers, 1 to 1000000."
  type        = number
  nullable    = false

  validation {
    condition     = var.daily_budget_usd >= 1 && var.daily_budget_usd <= 1000000
    error_message = "daily_budget_usd: expected a number from 1 to 1000000; found ${jsonencode(var.daily_budget_usd)}."
  }
}

variable "alarm_usd_per_hour" {
  description = "Rate of spend on GPU instances in USD an hour at which the alarm rises, 0.05 to 10000; AWS counts the vCPUs every five minutes."
  type        = number
  nullable    = false

  validation {
    condition     = var.alarm_usd_per_hour >= 0.05 && var.alarm_usd_per_hour <= 10000
    error_message = "alarm_usd_per_hour: expected a number from 0.05 to 10000; found ${jsonencode(var.alarm_usd_per_hour)}."
  }
}

variable "denied_role_arns" {
  description = "Roles that launch nodes, by what they are (karpenter, auto, …): the budget's action attaches the deny policy to each."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.denied_role_arns) > 0 && alltrue([for arn in values(var.denied_role_arns) : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "denied_role_arns: expected at least one ARN of an IAM role, without wildcards; found ${jsonencode(var.denied_role_arns)}."
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

variable "cluster_name" {
  description = "Name of the EKS cluster, for the commands of the kill switch."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$", var.cluster_name))
    error_message = "cluster_name: expected 1 to 100 letters, digits, underscores and hyphens, beginning with a letter or digit; found ${jsonencode(var.cluster_name)}."
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
