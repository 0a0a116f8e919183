# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# Nothing is asked of AWS: a wrong value is refused before.
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
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

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                     = "9mneme"
    tags                     = {}
    max_gpus                 = 65
    gpu_usd_per_hour         = 0
    price_date               = "2026-02-30"
    price_source             = "a friend"
    budget_latency_hours     = 8
    gpu_vcpus                = 0
    gpu_drain_hours          = -1
    gpu_threshold_percent    = 101
    fixed_usd_per_month      = {}
    max_loss_usd             = 0
    monthly_budget_usd       = 0
    daily_budget_usd         = 0
    alarm_usd_per_hour       = 0
    denied_role_arns         = { karpenter = "arn:aws:iam::123456789012:role/*" }
    subscriber_emails        = []
    cluster_name             = "a cluster"
    kms_deletion_window_days = 1
  }

  expect_failures = [
    var.name, var.tags, var.max_gpus, var.gpu_usd_per_hour, var.price_date, var.price_source, var.budget_latency_hours,
    var.gpu_vcpus, var.gpu_drain_hours, var.gpu_threshold_percent, var.fixed_usd_per_month, var.max_loss_usd,
    var.monthly_budget_usd, var.daily_budget_usd, var.alarm_usd_per_hour, var.denied_role_arns, var.subscriber_emails,
    var.cluster_name, var.kms_deletion_window_days,
  ]
}
