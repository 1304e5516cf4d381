terraform {
  required_version = ">= 1.9"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.40"
    }
    azuread = {
      source  = "hashicorp/azuread"
      version = "~> 3.4"
    }
  }
}

provider "azurerm" {
  subscription_id = "91c6e0ab-3d72-4b1f-8e64-50a7f2d98c13"
  tenant_id       = "2b7d4c90-61e3-4f58-9a0c-7de15c83b264"
  features {}
}

provider "azuread" {
  tenant_id = "2b7d4c90-61e3-4f58-9a0c-7de15c83b264"
}

data "azurerm_client_config" "current" {}

data "azurerm_subscription" "current" {}
