# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.95, < 6.0"
    }
  }
}
