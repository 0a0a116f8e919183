# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

resource "aws_iam_role" "function" {
  for_each = local.functions

  name               = "${var.name}-${each.key}"
  assume_role_policy = local.trust_policies[each.key]
  tags               = merge(var.tags, { function = each.key })
}

resource "aws_iam_role_policy" "function" {
  for_each = { for function, needs in local.functions : function => needs if length(needs.secrets) + length(needs.reads) + length(needs.writes) + length(needs.deletes) > 0 }

  name   = "needs"
  role   = aws_iam_role.function[each.key].name
  policy = local.policies[each.key]
}

resource "aws_eks_pod_identity_association" "function" {
  for_each = local.functions

  cluster_name    = var.cluster_name
  namespace       = var.namespace
  service_account = each.key
  role_arn        = aws_iam_role.function[each.key].arn
  tags            = merge(var.tags, { function = each.key })

  depends_on = [aws_iam_role_policy.function]
}
