"""The only room that knows YAML: bytes in, documents with places out, and safe rewriting."""
