"""Documents: the files that people send, each as one clean text with its pages and headings."""
