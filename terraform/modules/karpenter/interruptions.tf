# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# What AWS announces about nodes, so that work moves off a spot node in its last two minutes.
locals {
  queue_name = "${var.name}-interruptions"
  queue_arn  = "arn:${local.partition}:sqs:${local.region}:${local.account}:${local.queue_name}"

  announcements = {
    health           = { source = "aws.health", type = "AWS Health Event" }
    spot             = { source = "aws.ec2", type = "EC2 Spot Instance Interruption Warning" }
    rebalance        = { source = "aws.ec2", type = "EC2 Instance Rebalance Recommendation" }
    state            = { source = "aws.ec2", type = "EC2 Instance State-change Notification" }
    capacity-reserve = { source = "aws.ec2", type = "EC2 Capacity Reservation Instance Interruption Warning" }
  }

  queue_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Announcements"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = local.queue_arn
        Condition = { ArnLike = { "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account}:rule/${var.name}-*" } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = local.queue_arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })

  queue_key_policy = jsonencode({
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
        Sid       = "Announcements"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
    ]
  })
}

resource "aws_kms_key" "queue" {
  description             = "Interruption queue of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_deletion_window_days
  policy                  = local.queue_key_policy
  tags                    = merge(var.tags, { Name = local.queue_name })
}

resource "aws_sqs_queue" "interruptions" {
  name                      = local.queue_name
  message_retention_seconds = 300
  kms_master_key_id         = aws_kms_key.queue.arn
  tags                      = var.tags
}

resource "aws_sqs_queue_policy" "interruptions" {
  queue_url = aws_sqs_queue.interruptions.url
  policy    = local.queue_policy
}

resource "aws_cloudwatch_event_rule" "interruptions" {
  for_each = local.announcements

  name          = "${var.name}-${each.key}"
  description   = "To Karpenter of ${var.name}: ${each.value.type}"
  event_pattern = jsonencode({ source = [each.value.source], detail-type = [each.value.type] })
  tags          = var.tags
}

resource "aws_cloudwatch_event_target" "interruptions" {
  for_each = local.announcements

  rule = aws_cloudwatch_event_rule.interruptions[each.key].name
  arn  = aws_sqs_queue.interruptions.arn
}
