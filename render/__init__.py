"""A bilingual document written out: page, saved HTML, Markdown and the rest. The only place that escapes."""
