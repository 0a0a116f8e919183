# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# Production shape with Karpenter: a NAT gateway in each zone, a standby of the database, DocumentDB unless you bring a
# MongoDB, bigger nodes.
provider "aws" {
  region = var.region
}

module "platform" {
  source = "../../modules/platform"

  name                  = var.name
  availability_zones    = var.availability_zones
  admin_arns            = var.admin_arns
  public_access_cidrs   = var.public_access_cidrs
  nat_mode              = "per_zone"
  system_instance_type  = "m7i.xlarge"
  system_node_count     = 3
  database_instances    = 2
  database_max_capacity = 4
  document_mode         = var.document_mode
  search_mode           = "domain"
  generate_passwords    = var.generate_passwords

  max_gpus           = var.max_gpus
  max_loss_usd       = var.max_loss_usd
  monthly_budget_usd = var.monthly_budget_usd
  daily_budget_usd   = var.monthly_budget_usd / 10
  subscriber_emails  = var.subscriber_emails

  token_issuer   = var.token_issuer
  token_jwks_url = var.token_jwks_url
  audit_contract = var.audit_contract
}
