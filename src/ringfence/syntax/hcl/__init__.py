"""HCL, the language of Terraform: text to a tree of blocks, attributes and expressions.

Native syntax (`parser`) and its JSON variant (`jsonform`) give the same tree (`tree`), with byte
offsets of every block and attribute. A file that is broken in places gives faults for these
places, and the rest of the tree.
"""
