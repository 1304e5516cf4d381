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
  subscription_id = "8d3c1f7a-2b46-4e55-9a3e-0f6b7c2d1e90"
  tenant_id       = "5f0c1d5e-8f0a-4d0e-9b52-6c1b0a3f7e11"
  features {}
}

provider "azuread" {
  tenant_id = "5f0c1d5e-8f0a-4d0e-9b52-6c1b0a3f7e11"
}

data "azurerm_client_config" "current" {}

data "azurerm_subscription" "current" {}
