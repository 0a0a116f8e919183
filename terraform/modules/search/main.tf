# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name

  domain     = var.mode == "domain"
  serverless = var.mode == "serverless"
  inside     = local.domain || local.serverless

  engine_name = "${var.name}-search"
  log_group   = "/aws/opensearch/${local.engine_name}"
}

resource "aws_security_group" "this" {
  count = local.inside ? 1 : 0

  name        = local.engine_name
  description = "${var.name}: search, reached by its clients alone"
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, { Name = local.engine_name })
}

resource "aws_vpc_security_group_ingress_rule" "client" {
  for_each = local.inside ? var.client_security_group_ids : {}

  security_group_id            = aws_security_group.this[0].id
  description                  = "HTTPS from ${each.key}"
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  tags                         = var.tags
}

# In mode external you fill it; its README says how.
resource "aws_secretsmanager_secret" "api_key" {
  count = var.mode == "external" ? 1 : 0

  name                    = "${var.name}/search-api-key"
  description             = "MNEME_SEARCH_API_KEY of ${coalesce(var.external_url, "no address")}."
  kms_key_id              = aws_kms_key.this[0].arn
  recovery_window_in_days = 30
  tags                    = var.tags
}
