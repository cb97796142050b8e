"""The words of the pages that have many of their own; `wording.py` puts them together with those all pages share."""
