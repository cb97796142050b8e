"""What things are: frozen records and enumerations, with no files, SQL, Streamlit or pandas."""
