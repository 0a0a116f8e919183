# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  collection = "collection/${local.engine_name}"

  access_policy = [
    for principals in [
      { roles = var.writer_role_arns, actions = ["aoss:CreateIndex", "aoss:DescribeIndex", "aoss:UpdateIndex", "aoss:ReadDocument", "aoss:WriteDocument"] },
      { roles = var.reader_role_arns, actions = ["aoss:DescribeIndex", "aoss:ReadDocument"] },
      ] : {
      Principal = principals.roles
      Rules = [
        {
          ResourceType = "index"
          Resource     = ["index/${local.engine_name}/mneme-memories", "index/${local.engine_name}/mneme-memories-v1"]
          Permission   = principals.actions
        },
      ]
    } if length(principals.roles) > 0
  ]
}

resource "aws_opensearchserverless_security_policy" "encryption" {
  count = local.serverless ? 1 : 0

  name = local.engine_name
  type = "encryption"
  policy = jsonencode({
    Rules       = [{ ResourceType = "collection", Resource = [local.collection] }]
    AWSOwnedKey = false
    KmsARN      = aws_kms_key.this[0].arn
  })
}

resource "aws_opensearchserverless_vpc_endpoint" "this" {
  count = local.serverless ? 1 : 0

  name               = local.engine_name
  vpc_id             = var.vpc_id
  subnet_ids         = var.subnet_ids
  security_group_ids = [aws_security_group.this[0].id]
}

resource "aws_opensearchserverless_security_policy" "network" {
  count = local.serverless ? 1 : 0

  name = local.engine_name
  type = "network"
  policy = jsonencode([
    {
      Rules           = [{ ResourceType = "collection", Resource = [local.collection] }]
      AllowFromPublic = false
      SourceVPCEs     = [aws_opensearchserverless_vpc_endpoint.this[0].id]
    },
  ])
}

resource "aws_opensearchserverless_access_policy" "this" {
  count = local.serverless ? 1 : 0

  name   = local.engine_name
  type   = "data"
  policy = jsonencode(local.access_policy)
}

resource "aws_opensearchserverless_collection" "this" {
  count = local.serverless ? 1 : 0

  name             = local.engine_name
  description      = "${var.name}: words and meaning of memories"
  type             = "VECTORSEARCH"
  standby_replicas = var.standby_replicas ? "ENABLED" : "DISABLED"
  tags             = var.tags

  depends_on = [
    aws_opensearchserverless_security_policy.encryption,
    aws_opensearchserverless_security_policy.network,
  ]

  lifecycle {
    prevent_destroy = true
  }
}
