# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  # AWS counts running vCPUs by class every five minutes, long before it bills them.
  gpu_classes = {
    g_on_demand = "G/OnDemand"
    g_spot      = "G/Spot"
    p_on_demand = "P/OnDemand"
    p_spot      = "P/Spot"
  }

  topic_arn = "arn:${local.partition}:sns:${local.region}:${local.account}:${var.name}-cost"

  topic_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Publish"
        Effect    = "Allow"
        Principal = { Service = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] }
        Action    = "sns:Publish"
        Resource  = local.topic_arn
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
      {
        Sid       = "OnlyTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = local.topic_arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  }

  key_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Publish"
        Effect    = "Allow"
        Principal = { Service = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
    ]
  }
}

resource "aws_kms_key" "this" {
  description             = "${var.name}: cost alarms"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_deletion_window_days
  policy                  = jsonencode(local.key_policy)
  tags                    = var.tags
}

resource "aws_sns_topic" "this" {
  name              = "${var.name}-cost"
  kms_master_key_id = aws_kms_key.this.arn
  tags              = var.tags
}

resource "aws_sns_topic_policy" "this" {
  arn    = aws_sns_topic.this.arn
  policy = jsonencode(local.topic_policy)
}

resource "aws_sns_topic_subscription" "email" {
  for_each = toset(var.subscriber_emails)

  topic_arn = aws_sns_topic.this.arn
  protocol  = "email"
  endpoint  = each.key
}

resource "aws_cloudwatch_metric_alarm" "rate" {
  alarm_name          = "${var.name}-gpu-spend-rate"
  alarm_description   = "GPU instances of this account and region cost more than ${var.alarm_usd_per_hour} USD an hour. Runbook: outputs kill_switch."
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alarm_usd_per_hour
  evaluation_periods  = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
  tags                = var.tags

  metric_query {
    id          = "usd_per_hour"
    label       = "USD an hour on GPU instances"
    expression  = "SUM(METRICS()) * ${var.gpu_usd_per_hour / var.gpu_vcpus}"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.gpu_classes

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Usage"
        metric_name = "ResourceCount"
        stat        = "Maximum"
        period      = 300

        dimensions = {
          Service  = "EC2"
          Type     = "Resource"
          Resource = "vCPU"
          Class    = metric_query.value
        }
      }
    }
  }
}
