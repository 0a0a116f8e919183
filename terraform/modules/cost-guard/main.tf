# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  project   = var.tags["project"]

  gpu_hours = var.budget_latency_hours + var.gpu_drain_hours
  gpu_usd   = var.max_gpus * var.gpu_usd_per_hour * local.gpu_hours
  fixed_usd = sum(values(var.fixed_usd_per_month))

  worst_case_usd = {
    total = local.gpu_usd + local.fixed_usd
    gpu = {
      gpus         = var.max_gpus
      usd_per_hour = var.gpu_usd_per_hour
      hours        = local.gpu_hours
      usd          = local.gpu_usd
    }
    fixed        = var.fixed_usd_per_month
    fixed_usd    = local.fixed_usd
    max_loss     = var.max_loss_usd
    price_date   = var.price_date
    price_source = var.price_source
  }
}

resource "aws_budgets_budget" "monthly" {
  name         = "${var.name}-monthly"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"
  tags         = var.tags

  cost_filter {
    name = "TagKeyValue"

    # format, since "$${" in a template is a literal "${" and the filter would then match nothing.
    values = [format("user:project$%s", local.project)]
  }

  dynamic "notification" {
    for_each = [
      { type = "ACTUAL", percent = 50 },
      { type = "ACTUAL", percent = var.gpu_threshold_percent },
      { type = "ACTUAL", percent = 100 },
      { type = "FORECASTED", percent = 100 },
    ]

    content {
      comparison_operator       = "GREATER_THAN"
      notification_type         = notification.value.type
      threshold                 = notification.value.percent
      threshold_type            = "PERCENTAGE"
      subscriber_sns_topic_arns = [aws_sns_topic.this.arn]
    }
  }

  lifecycle {
    precondition {
      condition     = local.worst_case_usd.total <= var.max_loss_usd
      error_message = "max_loss_usd: expected at least ${local.worst_case_usd.total} USD (${var.max_gpus} GPUs at ${var.gpu_usd_per_hour} USD an hour for ${local.gpu_hours} hours, and ${local.fixed_usd} USD fixed); found ${var.max_loss_usd}."
    }
  }

  depends_on = [aws_sns_topic_policy.this]
}

resource "aws_budgets_budget" "daily" {
  name         = "${var.name}-daily"
  budget_type  = "COST"
  time_unit    = "DAILY"
  limit_amount = tostring(var.daily_budget_usd)
  limit_unit   = "USD"
  tags         = var.tags

  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:project$%s", local.project)]
  }

  notification {
    comparison_operator       = "GREATER_THAN"
    notification_type         = "ACTUAL"
    threshold                 = 100
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [aws_sns_topic.this.arn]
  }

  depends_on = [aws_sns_topic_policy.this]
}
