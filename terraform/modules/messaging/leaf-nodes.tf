# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

locals {
  leaf_count = var.leaf_nodes ? 1 : 0
}

resource "aws_security_group" "leaf" {
  count = local.leaf_count

  name        = "${var.name}-leaf"
  description = "${var.name}: NATS leaf nodes, from the addresses named alone"
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, { Name = "${var.name}-leaf" })
}

resource "aws_vpc_security_group_ingress_rule" "leaf" {
  for_each = var.leaf_nodes ? toset(var.leaf_node_cidrs) : []

  security_group_id = aws_security_group.leaf[0].id
  description       = "NATS leaf nodes"
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = var.leaf_node_port
  to_port           = var.leaf_node_port
  tags              = var.tags
}

resource "aws_vpc_security_group_egress_rule" "servers" {
  count = local.leaf_count

  security_group_id            = aws_security_group.leaf[0].id
  description                  = "To the NATS servers"
  referenced_security_group_id = var.server_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = var.leaf_node_port
  to_port                      = var.leaf_node_port
  tags                         = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "servers" {
  count = local.leaf_count

  security_group_id            = var.server_security_group_id
  description                  = "NATS leaf nodes, through their load balancer"
  referenced_security_group_id = aws_security_group.leaf[0].id
  ip_protocol                  = "tcp"
  from_port                    = var.leaf_node_port
  to_port                      = var.leaf_node_port
  tags                         = var.tags
}

resource "aws_lb" "leaf" {
  count = local.leaf_count

  name                             = "${var.name}-leaf"
  load_balancer_type               = "network"
  internal                         = !var.leaf_nodes_public
  subnets                          = var.subnet_ids
  security_groups                  = [aws_security_group.leaf[0].id]
  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = true
  tags                             = var.tags
}

resource "aws_lb_target_group" "leaf" {
  count = local.leaf_count

  name               = "${var.name}-leaf"
  vpc_id             = var.vpc_id
  target_type        = "ip"
  protocol           = "TCP"
  port               = var.leaf_node_port
  preserve_client_ip = false
  tags               = var.tags

  health_check {
    protocol = "TCP"
    port     = "traffic-port"
  }
}

# TCP, not TLS: a NATS server speaks first, in plain text, and asks for TLS then; it holds the certificate.
resource "aws_lb_listener" "leaf" {
  count = local.leaf_count

  load_balancer_arn = aws_lb.leaf[0].arn
  protocol          = "TCP"
  port              = var.leaf_node_port
  tags              = var.tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.leaf[0].arn
  }
}
