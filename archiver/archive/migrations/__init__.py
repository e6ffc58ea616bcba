"""The steps from one schema to the next, one module each; `archiver.archive.schema` takes them in order."""
