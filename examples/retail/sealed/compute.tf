resource "azurerm_network_interface" "trainer" {
  name                = "nic-trainer"
  location            = var.location
  resource_group_name = azurerm_resource_group.pricing.name

  ip_configuration {
    name                          = "internal"
    subnet_id                     = module.spoke.subnet_ids["training"]
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_linux_virtual_machine" "trainer" {
  name                  = "vm-price-trainer"
  location              = var.location
  resource_group_name   = azurerm_resource_group.pricing.name
  size                  = "Standard_ND96isr_H100_v5"
  admin_username        = "trainer"
  network_interface_ids = [azurerm_network_interface.trainer.id]

  admin_ssh_key {
    username   = "trainer"
    public_key = file("${path.module}/trainer.pub")
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.training.id]
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }

  source_image_reference {
    publisher = "microsoft-dsvm"
    offer     = "ubuntu-hpc"
    sku       = "2204"
    version   = "latest"
  }
}

resource "azurerm_managed_disk" "checkpoints" {
  name                 = "disk-trainer-checkpoints"
  location             = var.location
  resource_group_name  = azurerm_resource_group.pricing.name
  storage_account_type = "Premium_LRS"
  create_option        = "Empty"
  disk_size_gb         = 4096

  network_access_policy         = "DenyAll"
  public_network_access_enabled = false
}

resource "azurerm_virtual_machine_data_disk_attachment" "checkpoints" {
  managed_disk_id    = azurerm_managed_disk.checkpoints.id
  virtual_machine_id = azurerm_linux_virtual_machine.trainer.id
  lun                = 10
  caching            = "None"
}
