# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# All modules, wired once; the roots in terraform/examples choose among what this offers.
data "aws_region" "current" {}

locals {
  tags      = merge(var.tags, { project = var.name })
  karpenter = var.compute_mode == "karpenter"
  clients   = { cluster = module.cluster.cluster_security_group_id }
}

module "network" {
  source = "../network"

  name                = var.name
  tags                = local.tags
  vpc_cidr            = var.vpc_cidr
  availability_zones  = var.availability_zones
  nat_mode            = var.nat_mode
  interface_endpoints = var.interface_endpoints
}

module "cluster" {
  source = "../cluster"

  name                 = var.name
  tags                 = local.tags
  kubernetes_version   = var.kubernetes_version
  compute_mode         = var.compute_mode
  subnet_ids           = module.network.private_subnet_ids
  public_access_cidrs  = var.public_access_cidrs
  admin_arns           = var.admin_arns
  gpu_instance_types   = var.gpu_instance_types
  system_instance_type = var.system_instance_type
  system_node_count    = var.system_node_count
  system_disk_gib      = var.system_disk_gib
}

module "karpenter" {
  source = "../karpenter"
  count  = local.karpenter ? 1 : 0

  name               = var.name
  tags               = local.tags
  cluster_name       = module.cluster.cluster_name
  gpu_instance_types = var.gpu_instance_types
}

module "registry" {
  source = "../registry"

  name = var.name
  tags = local.tags
}

module "storage" {
  source = "../storage"

  name = var.name
  tags = local.tags
}

module "database" {
  source = "../database"

  name                      = var.name
  tags                      = local.tags
  vpc_id                    = module.network.vpc_id
  subnet_ids                = module.network.private_subnet_ids
  client_security_group_ids = local.clients
  max_capacity              = var.database_max_capacity
  instances                 = var.database_instances
  generate_passwords        = var.generate_passwords
}

module "document" {
  source = "../document"

  name                      = var.name
  tags                      = local.tags
  mode                      = var.document_mode
  vpc_id                    = module.network.vpc_id
  subnet_ids                = module.network.private_subnet_ids
  client_security_group_ids = local.clients
  instance_class            = var.document_instance_class
}

module "search" {
  source = "../search"

  name                      = var.name
  tags                      = local.tags
  mode                      = var.search_mode
  vpc_id                    = module.network.vpc_id
  subnet_ids                = module.network.private_subnet_ids
  client_security_group_ids = local.clients
  writer_role_arns          = [module.function_identity.role_arns["persist"]]
  reader_role_arns          = [module.function_identity.role_arns["recall"]]
  instance_type             = var.search_instance_type
  volume_gib                = local.search_volume_gib
  external_url              = var.search_external_url
}

module "messaging" {
  source = "../messaging"

  name                     = var.name
  tags                     = local.tags
  ebs_csi_role_arn         = module.cluster.volume_role_arn
  leaf_nodes               = length(var.leaf_node_cidrs) > 0
  leaf_node_cidrs          = var.leaf_node_cidrs
  vpc_id                   = module.network.vpc_id
  subnet_ids               = module.network.private_subnet_ids
  server_security_group_id = module.cluster.cluster_security_group_id
}

module "function_identity" {
  source = "../function-identity"

  name               = var.name
  tags               = local.tags
  cluster_name       = module.cluster.cluster_name
  bucket_arn         = module.storage.bucket_arn
  bucket_kms_key_arn = module.storage.kms_key_arn
  search_arn         = { none = null, domain = module.search.domain_arn, serverless = module.search.collection_arn, external = null }[var.search_mode]
  secrets            = merge(module.database.secrets, module.document.secrets, module.search.secrets, module.messaging.secrets)
}

module "cost_guard" {
  source = "../cost-guard"

  name                = var.name
  tags                = local.tags
  max_gpus            = var.max_gpus
  gpu_usd_per_hour    = local.gpu_usd_per_hour
  gpu_vcpus           = local.gpu_vcpus
  gpu_drain_hours     = var.gpu_drain_hours
  fixed_usd_per_month = local.fixed_usd_per_month
  price_date          = var.prices.date
  price_source        = var.prices.source
  max_loss_usd        = var.max_loss_usd
  monthly_budget_usd  = var.monthly_budget_usd
  daily_budget_usd    = var.daily_budget_usd
  alarm_usd_per_hour  = max(local.gpu_usd_per_hour * max(var.max_gpus, 1), 0.05)
  denied_role_arns    = local.karpenter ? { karpenter = module.karpenter[0].controller_role_arn } : { auto = module.cluster.cluster_role_arn }
  subscriber_emails   = var.subscriber_emails
  cluster_name        = module.cluster.cluster_name
}
