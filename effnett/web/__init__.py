"""The only package that imports streamlit, beside pages/."""
