"""`tuanscore diff`: what differs in meaning between cards, years, organisations or revisions."""
