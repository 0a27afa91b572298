"""Documents in the shapes that public bodies print, with the right answers worked out by hand."""
