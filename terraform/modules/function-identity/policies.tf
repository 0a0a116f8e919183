# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name

  # A role is for one ServiceAccount of one cluster, whatever else is ever associated with it.
  trust_policies = { for function in keys(local.functions) : function => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = { StringEquals = {
        "aws:SourceAccount"                         = local.account
        "aws:RequestTag/eks-cluster-name"           = var.cluster_name
        "aws:RequestTag/kubernetes-namespace"       = var.namespace
        "aws:RequestTag/kubernetes-service-account" = function
      } }
    }]
  }) }

  secrets = merge(
    { for key, secret in aws_secretsmanager_secret.own : key => { arn = secret.arn, kms_key_arn = aws_kms_key.secrets.arn, json_key = null } },
    var.secrets,
  )
  granted_secrets = { for function, needs in local.functions : function => [for key in needs.secrets : local.secrets[key] if contains(keys(local.secrets), key)] }

  search_actions = {
    es   = { read = ["es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost"], write = ["es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut"] }
    aoss = { read = ["aoss:APIAccessAll"], write = ["aoss:APIAccessAll"] }
  }
  search_service = var.search_arn == null ? "es" : split(":", var.search_arn)[2]

  policies = { for function, needs in local.functions : function => jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for areas in [needs.reads] : { Sid = "Read", Effect = "Allow", Action = ["s3:GetObject"], Resource = [for area in areas : "${var.bucket_arn}/*/*/${area}/*"] } if length(areas) > 0],
      [for areas in [needs.writes] : { Sid = "Write", Effect = "Allow", Action = ["s3:PutObject"], Resource = [for area in areas : "${var.bucket_arn}/*/*/${area}/*"] } if length(areas) > 0],
      [for areas in [needs.deletes] : { Sid = "Delete", Effect = "Allow", Action = ["s3:DeleteObject"], Resource = [for area in areas : "${var.bucket_arn}/*/*/${area}/*"] } if length(areas) > 0],
      [for lists in [needs.lists] : { Sid = "List", Effect = "Allow", Action = ["s3:ListBucket"], Resource = [var.bucket_arn] } if lists],
      [for actions in [compact([length(needs.reads) > 0 ? "kms:Decrypt" : "", length(needs.writes) > 0 ? "kms:GenerateDataKey" : ""])] : {
        Sid       = "ObjectKey"
        Effect    = "Allow"
        Action    = actions
        Resource  = [var.bucket_kms_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = "s3.${local.region}.amazonaws.com" } }
      } if length(actions) > 0],
      [for secrets in [local.granted_secrets[function]] : { Sid = "Secrets", Effect = "Allow", Action = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], Resource = secrets[*].arn } if length(secrets) > 0],
      [for secrets in [local.granted_secrets[function]] : {
        Sid       = "SecretKeys"
        Effect    = "Allow"
        Action    = ["kms:Decrypt"]
        Resource  = distinct(secrets[*].kms_key_arn)
        Condition = { StringEquals = { "kms:ViaService" = "secretsmanager.${local.region}.amazonaws.com" } }
      } if length(secrets) > 0],
      [for arn in compact([var.search_arn]) : {
        Sid      = "Search"
        Effect   = "Allow"
        Action   = local.search_actions[local.search_service][needs.search]
        Resource = [local.search_service == "es" ? "${arn}/*" : arn]
      } if needs.search != null],
    )
  }) }
}
