"""Data."""

import streamlit as st

st.markdown("<div data-page=data>x</div>", unsafe_allow_html=True)
