# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  # Every family with a GPU begins with g or p; the others are AWS's own accelerators and FPGAs.
  accelerated = ["g*", "p*", "dl*", "f*", "inf*", "trn*", "vt*"]

  deny_gpu = {
    Sid       = "DenyGpuLaunch"
    Effect    = "Deny"
    Action    = ["ec2:RunInstances", "ec2:StartInstances"]
    Resource  = "arn:${local.partition}:ec2:*:${local.account}:instance/*"
    Condition = { StringLike = { "ec2:InstanceType" = local.accelerated } }
  }

  # Karpenter and Auto Mode launch by CreateFleet, which runs instances; the rest are the ways around it.
  deny_launch = {
    Sid    = "DenyEveryLaunch"
    Effect = "Deny"
    Action = [
      "ec2:RunInstances",
      "ec2:StartInstances",
      "ec2:CreateFleet",
      "ec2:ModifyFleet",
      "ec2:RequestSpotInstances",
      "ec2:RequestSpotFleet",
      "ec2:ModifySpotFleetRequest",
      "autoscaling:CreateAutoScalingGroup",
      "autoscaling:UpdateAutoScalingGroup",
      "autoscaling:SetDesiredCapacity",
      "eks:CreateNodegroup",
      "eks:UpdateNodegroupConfig",
    ]
    Resource = [
      "arn:${local.partition}:ec2:*:${local.account}:instance/*",
      "arn:${local.partition}:ec2:*:${local.account}:fleet/*",
      "arn:${local.partition}:ec2:*:${local.account}:spot-instances-request/*",
      "arn:${local.partition}:ec2:*:${local.account}:spot-fleet-request/*",
      "arn:${local.partition}:autoscaling:*:${local.account}:autoScalingGroup:*:autoScalingGroupName/*",
      "arn:${local.partition}:eks:*:${local.account}:cluster/*",
      "arn:${local.partition}:eks:*:${local.account}:nodegroup/*",
    ]
  }

  denied_roles = sort([for arn in values(var.denied_role_arns) : reverse(split("/", arn))[0]])

  stages = {
    gpu = { percent = var.gpu_threshold_percent, statements = [local.deny_gpu] }
    all = { percent = 100, statements = [local.deny_gpu, local.deny_launch] }
  }

  # Known before the policies exist, so that what budgets may attach can be reviewed in the plan.
  deny_policy_arns = {
    for stage in keys(local.stages) : stage => "arn:${local.partition}:iam::${local.account}:policy/${var.name}-deny-${stage}"
  }

  deny_policies = {
    for stage, denied in local.stages : stage => { Version = "2012-10-17", Statement = denied.statements }
  }

  budgets_trust = {
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "budgets.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account }
          ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:budgets::${local.account}:budget/${var.name}-monthly*" }
        }
      },
    ]
  }

  budgets_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AttachTheDenyPolicies"
        Effect    = "Allow"
        Action    = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
        Resource  = sort(values(var.denied_role_arns))
        Condition = { ArnEquals = { "iam:PolicyARN" = sort(values(local.deny_policy_arns)) } }
      },
    ]
  }
}

resource "aws_iam_policy" "deny" {
  for_each = local.deny_policies

  name        = "${var.name}-deny-${each.key}"
  description = each.key == "gpu" ? "No launch of an accelerated instance." : "No launch of any instance."
  policy      = jsonencode(each.value)
  tags        = var.tags
}

resource "aws_iam_role" "budgets" {
  name               = "${var.name}-budgets"
  description        = "Attaches the deny policies when the budget is spent."
  assume_role_policy = jsonencode(local.budgets_trust)
  tags               = var.tags
}

resource "aws_iam_role_policy" "budgets" {
  name   = "attach-deny"
  role   = aws_iam_role.budgets.id
  policy = jsonencode(local.budgets_policy)
}

resource "aws_budgets_budget_action" "deny" {
  for_each = local.stages

  budget_name        = aws_budgets_budget.monthly.name
  action_type        = "APPLY_IAM_POLICY"
  approval_model     = "AUTOMATIC"
  notification_type  = "ACTUAL"
  execution_role_arn = aws_iam_role.budgets.arn
  tags               = var.tags

  action_threshold {
    action_threshold_type  = "PERCENTAGE"
    action_threshold_value = each.value.percent
  }

  definition {
    iam_action_definition {
      policy_arn = aws_iam_policy.deny[each.key].arn
      roles      = local.denied_roles
    }
  }

  subscriber {
    subscription_type = "SNS"
    address           = aws_sns_topic.this.arn
  }

  depends_on = [aws_iam_role_policy.budgets]
}
