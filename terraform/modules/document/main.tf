# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  documentdb = var.mode == "documentdb"
  count      = local.documentdb ? 1 : 0
  port       = 27017
  user       = "mneme"
}

resource "aws_kms_key" "this" {
  count = var.mode == "none" ? 0 : 1

  description             = "${var.name}: documents"
  enable_key_rotation     = true
  deletion_window_in_days = var.kms_deletion_window_days
  tags                    = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  count = var.mode == "none" ? 0 : 1

  name          = "alias/${var.name}-document"
  target_key_id = aws_kms_key.this[0].key_id
}

# In mode external you fill it; its README says how.
resource "aws_secretsmanager_secret" "uri" {
  count = var.mode == "none" ? 0 : 1

  name                    = "${var.name}/mongodb-uri"
  description             = "MNEME_MONGODB_URI, with user and password."
  kms_key_id              = aws_kms_key.this[0].arn
  recovery_window_in_days = 30
  tags                    = var.tags
}

# One value for the cluster and for the URI: it must need no escape in a URI.
ephemeral "aws_secretsmanager_random_password" "this" {
  count = local.count

  password_length     = 40
  exclude_punctuation = true
  include_space       = false
}

resource "aws_secretsmanager_secret_version" "uri" {
  count = local.count

  secret_id                = aws_secretsmanager_secret.uri[0].id
  secret_string_wo         = "mongodb://${local.user}:${ephemeral.aws_secretsmanager_random_password.this[0].random_password}@${aws_docdb_cluster.this[0].endpoint}:${local.port}/mneme?tls=true&replicaSet=rs0&readPreference=primary&retryWrites=false"
  secret_string_wo_version = var.password_version
}

resource "aws_docdb_subnet_group" "this" {
  count = local.count

  name        = "${var.name}-document"
  description = "${var.name}: documents"
  subnet_ids  = var.subnet_ids
  tags        = var.tags
}

resource "aws_security_group" "this" {
  count = local.count

  name        = "${var.name}-document"
  description = "${var.name}: DocumentDB, reached by its clients alone"
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, { Name = "${var.name}-document" })
}

resource "aws_vpc_security_group_ingress_rule" "client" {
  for_each = local.documentdb ? var.client_security_group_ids : {}

  security_group_id            = aws_security_group.this[0].id
  description                  = "MongoDB from ${each.key}"
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
  tags                         = var.tags
}

resource "aws_docdb_cluster_parameter_group" "this" {
  count = local.count

  name        = "${var.name}-document"
  description = "${var.name}: TLS alone"
  family      = "docdb${join(".", slice(split(".", var.engine_version), 0, 2))}"
  tags        = var.tags

  parameter {
    name  = "tls"
    value = "enabled"
  }
}

resource "aws_docdb_cluster" "this" {
  count = local.count

  cluster_identifier = "${var.name}-document"
  engine             = "docdb"
  engine_version     = var.engine_version
  port               = local.port

  master_username            = local.user
  master_password_wo         = ephemeral.aws_secretsmanager_random_password.this[0].random_password
  master_password_wo_version = var.password_version

  storage_encrypted = true
  kms_key_id        = aws_kms_key.this[0].arn

  db_subnet_group_name            = aws_docdb_subnet_group.this[0].name
  db_cluster_parameter_group_name = aws_docdb_cluster_parameter_group.this[0].name
  vpc_security_group_ids          = [aws_security_group.this[0].id]

  backup_retention_period   = var.backup_retention_days
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.name}-document-final"
  tags                      = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_docdb_cluster_instance" "this" {
  count = local.documentdb ? var.instances : 0

  identifier                 = "${var.name}-document-${count.index}"
  cluster_identifier         = aws_docdb_cluster.this[0].id
  instance_class             = var.instance_class
  auto_minor_version_upgrade = false
  tags                       = var.tags
}
