"""Evaluations to text, tables and charts; knows no Streamlit."""
