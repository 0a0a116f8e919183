# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# The real provider, so that policies are computed; nothing is asked of AWS.
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name                = "mneme-test"
  tags                = { project = "mneme-test" }
  cluster_name        = "mneme-test"
  max_gpus            = 2
  gpu_usd_per_hour    = 1.5
  gpu_drain_hours     = 4
  price_date          = "2026-11-01"
  price_source        = "https://aws.amazon.com/ec2/pricing/on-demand/"
  fixed_usd_per_month = { cluster = 73, gateway = 33 }
  max_loss_usd        = 200
  monthly_budget_usd  = 300
  daily_budget_usd    = 20
  alarm_usd_per_hour  = 3.2
  denied_role_arns    = { karpenter = "arn:aws:iam::123456789012:role/mneme-test-karpenter", auto = "arn:aws:iam::123456789012:role/path/mneme-test-cluster" }
  subscriber_emails   = ["ops@example.org"]
}

run "the_worst_case_is_gpus_until_the_last_is_gone_and_what_is_fixed" {
  command = plan

  assert {
    condition     = output.worst_case_usd.total == 2 * 1.5 * (12 + 4) + 73 + 33
    error_message = "another worst case: ${jsonencode(output.worst_case_usd)}"
  }

  assert {
    condition     = output.worst_case_usd.gpu == { gpus = 2, usd_per_hour = 1.5, hours = 16, usd = 48 } && output.worst_case_usd.fixed == tomap({ cluster = 73, gateway = 33 })
    error_message = "other parts: ${jsonencode(output.worst_case_usd)}"
  }
}

run "a_worst_case_of_exactly_the_bound_is_accepted" {
  command = plan

  variables {
    max_loss_usd = 154
  }
}

run "a_worst_case_above_the_bound_is_refused" {
  command = plan

  variables {
    max_loss_usd = 153.9
  }

  expect_failures = [aws_budgets_budget.monthly]
}

run "the_budgets_count_what_is_tagged_with_the_project" {
  command = plan

  assert {
    condition     = [for f in aws_budgets_budget.monthly.cost_filter : { name = f.name, values = f.values }] == [{ name = "TagKeyValue", values = tolist(["user:project$mneme-test"]) }]
    error_message = "another filter of the month: ${jsonencode(aws_budgets_budget.monthly.cost_filter)}"
  }

  assert {
    condition     = [for f in aws_budgets_budget.daily.cost_filter : { name = f.name, values = f.values }] == [{ name = "TagKeyValue", values = tolist(["user:project$mneme-test"]) }]
    error_message = "another filter of the day: ${jsonencode(aws_budgets_budget.daily.cost_filter)}"
  }
}

run "the_budget_denies_gpus_first_and_then_every_launch" {
  command = plan

  assert {
    condition     = { for stage, action in aws_budgets_budget_action.deny : stage => action.action_threshold[0].action_threshold_value } == { gpu = 80, all = 100 }
    error_message = "other thresholds"
  }

  assert {
    condition = alltrue([for action in aws_budgets_budget_action.deny :
      action.approval_model == "AUTOMATIC" && action.notification_type == "ACTUAL" && action.action_type == "APPLY_IAM_POLICY"
      && action.definition[0].iam_action_definition[0].roles == toset(["mneme-test-karpenter", "mneme-test-cluster"])
    ])
    error_message = "the budget does not act by itself, or on other roles"
  }
}

run "the_deny_policies_cover_every_gpu_family" {
  command = plan

  assert {
    condition = alltrue([for policy in aws_iam_policy.deny : jsondecode(policy.policy).Statement[0] == {
      Sid       = "DenyGpuLaunch"
      Effect    = "Deny"
      Action    = ["ec2:RunInstances", "ec2:StartInstances"]
      Resource  = "arn:aws:ec2:*:123456789012:instance/*"
      Condition = { StringLike = { "ec2:InstanceType" = ["g*", "p*", "dl*", "f*", "inf*", "trn*", "vt*"] } }
    }])
    error_message = "a family with a GPU can be launched"
  }
}

run "the_deny_policy_covers_the_paths_of_karpenter_and_of_auto_mode" {
  command = plan

  assert {
    condition = length(setsubtract(
      ["ec2:RunInstances", "ec2:StartInstances", "ec2:CreateFleet", "ec2:ModifyFleet", "ec2:RequestSpotInstances", "ec2:RequestSpotFleet",
      "autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup", "autoscaling:SetDesiredCapacity", "eks:CreateNodegroup", "eks:UpdateNodegroupConfig"],
      jsondecode(aws_iam_policy.deny["all"].policy).Statement[1].Action
    )) == 0
    error_message = "a way to launch is left: ${aws_iam_policy.deny["all"].policy}"
  }

  assert {
    condition = length(setsubtract(
      ["arn:aws:ec2:*:123456789012:instance/*", "arn:aws:ec2:*:123456789012:fleet/*"],
      jsondecode(aws_iam_policy.deny["all"].policy).Statement[1].Resource
    )) == 0 && !can(jsondecode(aws_iam_policy.deny["all"].policy).Statement[1].Condition)
    error_message = "a launch is left: ${aws_iam_policy.deny["all"].policy}"
  }

  assert {
    condition     = alltrue(flatten([for policy in aws_iam_policy.deny : [for s in jsondecode(policy.policy).Statement : s.Effect == "Deny"]]))
    error_message = "a deny policy allows something"
  }
}

run "budgets_may_attach_the_deny_policies_to_those_roles_and_nothing_else" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role_policy.budgets.policy).Statement == [{
      Sid       = "AttachTheDenyPolicies"
      Effect    = "Allow"
      Action    = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
      Resource  = ["arn:aws:iam::123456789012:role/mneme-test-karpenter", "arn:aws:iam::123456789012:role/path/mneme-test-cluster"]
      Condition = { ArnEquals = { "iam:PolicyARN" = ["arn:aws:iam::123456789012:policy/mneme-test-deny-all", "arn:aws:iam::123456789012:policy/mneme-test-deny-gpu"] } }
    }]
    error_message = "another policy: ${aws_iam_role_policy.budgets.policy}"
  }

  assert {
    condition = jsondecode(aws_iam_role.budgets.assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Service = "budgets.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:budgets::123456789012:budget/mneme-test-monthly*" }
      }
    }]
    error_message = "another trust: ${aws_iam_role.budgets.assume_role_policy}"
  }
}

run "the_alarm_watches_the_rate_of_spend_on_gpus" {
  command = plan

  assert {
    condition     = toset(flatten([for q in aws_cloudwatch_metric_alarm.rate.metric_query : [for m in q.metric : m.dimensions["Class"]]])) == toset(["G/OnDemand", "G/Spot", "P/OnDemand", "P/Spot"])
    error_message = "a class of GPU instances is not watched"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.rate.threshold == 3.2 && [for q in aws_cloudwatch_metric_alarm.rate.metric_query : q.expression if q.id == "usd_per_hour"] == ["SUM(METRICS()) * 0.375"]
    error_message = "the rate is not told in USD an hour"
  }
}

run "alarms_reach_the_subscribers_encrypted" {
  command = plan

  assert {
    condition     = keys(aws_sns_topic_subscription.email) == ["ops@example.org"]
    error_message = "a subscriber is not told"
  }

  assert {
    condition     = toset(flatten([for s in jsondecode(aws_kms_key.this.policy).Statement : s.Principal.Service if s.Sid == "Publish"])) == toset(["budgets.amazonaws.com", "cloudwatch.amazonaws.com"])
    error_message = "budgets and alarms cannot use the topic's key, and are lost"
  }

  assert {
    condition = [for s in jsondecode(aws_sns_topic_policy.this.policy).Statement : s if s.Effect == "Allow"] == [{
      Sid       = "Publish"
      Effect    = "Allow"
      Principal = { Service = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] }
      Action    = "sns:Publish"
      Resource  = "arn:aws:sns:eu-west-1:123456789012:mneme-test-cost"
      Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } }
    }]
    error_message = "somebody else may publish"
  }
}

run "the_kill_switch_names_every_role" {
  command = plan

  assert {
    condition = slice(output.kill_switch, 0, 2) == [
      "aws iam attach-role-policy --role-name mneme-test-cluster --policy-arn arn:aws:iam::123456789012:policy/mneme-test-deny-all",
      "aws iam attach-role-policy --role-name mneme-test-karpenter --policy-arn arn:aws:iam::123456789012:policy/mneme-test-deny-all",
    ]
    error_message = "a role can launch after the kill switch: ${jsonencode(output.kill_switch)}"
  }

  assert {
    condition     = length(output.kill_switch_undo) == 4
    error_message = "the kill switch cannot be undone"
  }
}
