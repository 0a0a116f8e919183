# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  domain_arn = "arn:${local.partition}:es:${local.region}:${local.account}:domain/${local.engine_name}"

  # The paths that dev.mneme.stores.search.engine asks for, and no other.
  domain_policy = {
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "Write"
          Effect    = "Allow"
          Principal = { AWS = var.writer_role_arns }
          Action    = ["es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut"]
          Resource = [
            "${local.domain_arn}/_alias/mneme-memories",
            "${local.domain_arn}/_msearch",
            "${local.domain_arn}/mneme-memories",
            "${local.domain_arn}/mneme-memories-v1",
            "${local.domain_arn}/mneme-memories/*",
          ]
        },
      ],
      length(var.reader_role_arns) == 0 ? [] : [
        {
          Sid       = "Read"
          Effect    = "Allow"
          Principal = { AWS = var.reader_role_arns }
          Action    = ["es:ESHttpHead", "es:ESHttpPost"]
          Resource = [
            "${local.domain_arn}/_alias/mneme-memories",
            "${local.domain_arn}/_msearch",
            "${local.domain_arn}/mneme-memories/_search",
          ]
        },
      ],
    )
  }

  log_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Domain"
        Effect    = "Allow"
        Principal = { Service = "es.amazonaws.com" }
        Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource  = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${local.log_group}:*"
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account }
          ArnEquals    = { "aws:SourceArn" = local.domain_arn }
        }
      },
    ]
  }
}

resource "aws_cloudwatch_log_group" "this" {
  count = local.domain ? 1 : 0

  name              = local.log_group
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.this[0].arn
  tags              = var.tags
}

resource "aws_cloudwatch_log_resource_policy" "this" {
  count = local.domain ? 1 : 0

  policy_name     = local.engine_name
  policy_document = jsonencode(local.log_policy)
}

resource "aws_opensearch_domain" "this" {
  count = local.domain ? 1 : 0

  domain_name     = local.engine_name
  engine_version  = var.engine_version
  access_policies = jsonencode(local.domain_policy)
  tags            = var.tags

  cluster_config {
    instance_type          = var.instance_type
    instance_count         = var.instances
    zone_awareness_enabled = var.instances > 1

    dynamic "zone_awareness_config" {
      for_each = var.instances > 1 ? [2] : []

      content {
        availability_zone_count = zone_awareness_config.value
      }
    }
  }

  ebs_options {
    ebs_enabled = true
    volume_type = "gp3"
    volume_size = var.volume_gib
  }

  vpc_options {
    subnet_ids         = slice(var.subnet_ids, 0, var.instances > 1 ? 2 : 1)
    security_group_ids = [aws_security_group.this[0].id]
  }

  encrypt_at_rest {
    enabled    = true
    kms_key_id = aws_kms_key.this[0].arn
  }

  node_to_node_encryption {
    enabled = true
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }

  log_publishing_options {
    log_type                 = "ES_APPLICATION_LOGS"
    cloudwatch_log_group_arn = aws_cloudwatch_log_group.this[0].arn
  }

  depends_on = [aws_cloudwatch_log_resource_policy.this]

  lifecycle {
    prevent_destroy = true
  }
}
