# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# The same with EKS Auto Mode: AWS runs the controllers, and nothing runs until a pod needs it. Its NodePools, with their limits, are in
# knative/components/auto.
provider "aws" {
  region = var.region
}

module "platform" {
  source = "../../modules/platform"

  name                = var.name
  availability_zones  = var.availability_zones
  admin_arns          = var.admin_arns
  public_access_cidrs = var.public_access_cidrs
  compute_mode        = "auto"
  max_vcpus           = 16
  document_mode       = "external"
  search_mode         = "domain"
  generate_passwords  = var.generate_passwords

  max_gpus           = var.max_gpus
  max_loss_usd       = var.max_loss_usd
  monthly_budget_usd = var.monthly_budget_usd
  daily_budget_usd   = var.monthly_budget_usd / 10
  subscriber_emails  = var.subscriber_emails

  token_issuer   = var.token_issuer
  token_jwks_url = var.token_jwks_url
  audit_contract = var.audit_contract
}
